"""A person's own certificates."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from certificates.models import CertificateIssue
from certificates.services.issuing import reissue
from tests.pages import at, text
from tests.situations import AFTER_CLASS, actor, admitted, certificate, issues_made, person, result, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield


@pytest.fixture
def who():
    return person(full_name="Karen Elmholt")


@pytest.fixture
def browser(client, who):
    client.force_login(who)
    return client


@pytest.fixture
def mine(who):
    return certificate(result(admitted(of=who)))


def test_it_stands_on_my_overview_with_file_and_public_page(browser, mine):
    page = text(browser.get(at("overview")))

    assert at("certificates:pdf", mine.pk) in page
    assert at("certificates:certificate", mine.printed_code) in page


def test_the_file_is_the_frozen_one_with_no_name_in_its_name(browser, mine):
    response = browser.get(at("certificates:pdf", mine.pk))
    issue = CertificateIssue.objects.get(certificate=mine)

    assert response.content == bytes(issue.document.content)
    assert response["Content-Disposition"] == f'attachment; filename="AMU-{mine.number}.pdf"'
    assert response["Cache-Control"] == "no-store"


def test_a_lost_one_is_issued_again_and_that_one_is_fetched(browser, mine):
    assert browser.post(at("certificates:lost", mine.pk)).url == at("overview")
    issues_made(mine)

    newest = CertificateIssue.objects.get(certificate=mine, is_current=True)
    assert (newest.version, newest.kind) == (2, "reissue")
    assert browser.get(at("certificates:pdf", mine.pk)).content == bytes(newest.document.content)


def test_issued_again_from_the_english_page_is_in_english(browser, mine):
    browser.post(at("certificates:lost", mine.pk, language="en"))
    issues_made(mine)

    assert CertificateIssue.objects.get(certificate=mine, is_current=True).document.language == "en"


def test_five_copies_are_enough_for_a_day(browser, mine):
    for _ in range(6):
        response = browser.post(at("certificates:lost", mine.pk), follow=True)

    assert CertificateIssue.objects.filter(certificate=mine).count() == 6
    assert "fem nye eksemplarer" in text(response)
    with time_machine.travel(AFTER_CLASS + timedelta(days=1, minutes=1), tick=False):
        browser.force_login(mine.person)
        browser.post(at("certificates:lost", mine.pk))
    assert CertificateIssue.objects.filter(certificate=mine).count() == 7


def test_staff_may_issue_a_copy_all_the_same(browser, mine):
    for _ in range(5):
        browser.post(at("certificates:lost", mine.pk))

    reissue(mine.pk, language="da", actor=actor(staff(school=mine.provider)), now=AFTER_CLASS)

    assert CertificateIssue.objects.filter(certificate=mine).count() == 7


def test_looking_issues_nothing(browser, mine):
    assert browser.get(at("certificates:lost", mine.pk)).url == reverse("overview")
    assert CertificateIssue.objects.count() == 1


def test_somebody_elses_certificate_does_not_exist(browser, client):
    theirs = certificate()
    assert browser.get(at("certificates:pdf", theirs.pk)).status_code == 404
    assert browser.post(at("certificates:lost", theirs.pk)).status_code == 404
    assert theirs.number not in text(browser.get(at("overview")))
    assert CertificateIssue.objects.count() == 1

    client.force_login(theirs.person)
    assert client.get(at("certificates:pdf", theirs.pk)).status_code == 200


def test_nobody_gets_a_file_without_signing_in(client, mine):
    assert client.get(at("certificates:pdf", mine.pk)).url.startswith(reverse("sign_in"))
