"""Statements of participation: asked for, sealed, told of, checked, and never taken for a certificate."""

import pytest
import time_machine
from django.db import DatabaseError, transaction

from amu.documents.enums import DocumentKind
from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.people.models import DataView
from amu.sealing.examine import examine
from amu.sealing.keys import keys
from certificates.enums import CertificateKind
from certificates.models import Certificate
from certificates.selectors.certificates import current_issue
from certificates.selectors.classes import current_issues
from certificates.services.issuing import NoStatementError, issue_for_result, state_participation
from enrolment.services import person as acting
from tests.pages import at, said, text
from tests.situations import (
    AFTER_CLASS,
    admitted,
    issues_made,
    person,
    reissued,
    result,
    run,
    sign_in_staff,
    staff,
    statement,
)

pytestmark = pytest.mark.django_db
GET_ONE = "Get a statement of participation"
LIST = "/admin/certificates/certificate/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield


@pytest.fixture
def who():
    return person(full_name="Karen Elmholt")


@pytest.fixture
def without(who):
    return result(admitted(of=who), "not_passed")


@pytest.fixture
def browser(client, who):
    client.force_login(who)
    return client


@pytest.fixture
def desk(client, without):
    sign_in_staff(client, staff(school=without.application.run.provider))
    return client


def stated(without, **how):
    return state_participation(
        without.pk, actor=acting(without.application.person_id), now=AFTER_CLASS, **how
    )


# What it is.


def test_it_is_sealed_and_stored_as_its_own_kind_of_document():
    issue = current_issue(statement())

    assert examine(bytes(issue.sealed.content), keys().roots).is_genuine
    assert issue.sealed.kind == DocumentKind.PARTICIPATION_STATEMENT
    assert "assessed_on" not in issue.says


def test_what_it_says_tells_no_result():
    assert not {"outcome", "assessed_on"} & statement().content.keys()


def test_the_person_is_told_when_it_is_there(without):
    made = stated(without)
    assert not Notice.objects.filter(code="certificate_issued").exists()
    issues_made(made)

    assert Notice.objects.filter(code="certificate_issued", person=made.person).count() == 1


def test_the_journal_calls_it_by_its_name():
    made = statement()

    acts = set(Entry.objects.filter(about=made.ref).values_list("act", flat=True))
    assert acts == {"statement.original", "statement.sealed"}


def test_asked_for_twice_it_is_one(without):
    assert stated(without) == stated(without)
    assert Certificate.objects.count() == 1


def test_whoever_passed_has_none(who):
    with pytest.raises(NoStatementError):
        stated(result(admitted(of=who)))


def test_whoever_was_absent_has_one_only_when_the_school_says_for_how_long(who):
    absent = result(admitted(of=who), "absent")
    with pytest.raises(NoStatementError):
        stated(absent)

    assert stated(absent, attended_days=1).content["attended_days"] == 1


def test_a_corrected_result_has_none(without):
    result(without.application, "absent")

    with pytest.raises(NoStatementError):
        stated(without)


def test_it_never_becomes_a_certificate(without):
    made = stated(without)

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        Certificate.objects.filter(pk=made.pk).update(kind=CertificateKind.AMU)


def test_a_pass_after_a_correction_withdraws_it_and_gives_a_certificate_that_is_not_its_replacement(without):
    made = issues_made(stated(without))
    passed = result(without.application, "passed")
    certificate = issues_made(issue_for_result(passed.pk, now=AFTER_CLASS))

    made.refresh_from_db()
    assert (made.standing, made.replaced_by) == ("withdrawn", None)
    assert (certificate.standing, certificate.kind) == ("valid", "amu")


def test_it_is_issued_again_like_a_certificate():
    made = statement()

    assert reissued(made).kind == "reissue"
    assert Entry.objects.filter(act="statement.reissue", about=made.ref).exists()


def test_the_file_to_print_for_a_class_has_certificates_only(without):
    issues_made(stated(without))

    assert current_issues(without.application.run_id) == []


# On My Overview.


def test_it_is_offered_beside_a_course_that_was_not_passed_and_asked_for_there(browser, without):
    assert said(GET_ONE) in text(browser.get(at("overview")))

    assert browser.post(at("certificates:statement", without.pk)).url == at("overview")
    assert said(GET_ONE) not in text(browser.get(at("overview")))


def test_once_it_is_made_it_is_there_with_its_own_words(browser, without):
    made = issues_made(stated(without))
    page = text(browser.get(at("overview")))

    assert said("Download statement %(number)s (PDF)", number=made.number) in page
    assert said("Download certificate %(number)s (PDF)", number=made.number) not in page
    assert (
        said("Your statement of participation in %(course)s is ready", course=made.content["course_title"])
        in page
    )


@pytest.mark.parametrize("outcome", ["passed", "absent"])
def test_it_is_not_offered_for_another_result(browser, who, outcome):
    other = result(admitted(of=who), outcome)

    assert said(GET_ONE) not in text(browser.get(at("overview")))
    browser.post(at("certificates:statement", other.pk))
    assert not Certificate.objects.filter(kind="participation").exists()


def test_nobody_asks_for_somebody_elses(browser):
    theirs = result(outcome="not_passed")

    assert browser.post(at("certificates:statement", theirs.pk)).status_code == 404
    assert not Certificate.objects.exists()


# On the public page.


def test_the_public_page_says_what_it_is_and_no_result(client):
    made = statement(days=1)
    page = text(client.get(at("certificates:certificate", made.printed_code)))

    assert said("Yes: this statement of participation is genuine") in page
    assert said("This is not a certificate. It does not say that the course was passed.") in page
    assert said("Yes: this certificate is genuine") not in page


def test_of_one_that_was_withdrawn_it_says_so(client, without):
    made = issues_made(stated(without))
    result(without.application, "passed")

    page = text(client.get(at("certificates:certificate", made.printed_code)))
    assert said("No: this statement of participation has been withdrawn") in page


# At the school's desk.


def test_staff_issue_one_from_the_page_of_the_class(desk, without):
    page = f"{LIST}statement/{without.pk}/"
    assert page in text(desk.get(f"{LIST}class/{without.application.run_id}/"))

    desk.post(page, {"asked": "phone", "attended_days": ""})

    entry = Entry.objects.get(act="statement.original")
    assert (entry.facts["asked"], entry.actor_role) == ("phone", "registrar")


def test_opening_the_page_is_a_look_at_the_person(desk, without):
    desk.get(f"{LIST}statement/{without.pk}/")

    assert DataView.objects.get().person_id == without.application.person_id


def test_more_days_than_the_class_has_are_asked_again(desk, without):
    answer = desk.post(f"{LIST}statement/{without.pk}/", {"asked": "phone", "attended_days": "400"})

    assert answer.status_code == 422
    assert not Certificate.objects.exists()


def test_for_somebody_who_was_absent_the_days_must_be_told(client):
    absent = result(admitted(to=run()), "absent")
    sign_in_staff(client, staff(school=absent.application.run.provider))
    page = f"{LIST}statement/{absent.pk}/"

    assert client.post(page, {"asked": "phone", "attended_days": ""}).status_code == 422
    assert client.post(page, {"asked": "phone", "attended_days": "1"}).status_code == 302
    assert Certificate.objects.get().content["attended_days"] == 1


def test_there_is_no_page_for_a_pass_or_at_another_school(client, without):
    passed = result()
    sign_in_staff(client, staff(school=passed.application.run.provider))

    assert client.get(f"{LIST}statement/{passed.pk}/").status_code == 404
    assert client.get(f"{LIST}statement/{without.pk}/").status_code == 404


def test_staff_issue_none_for_themselves(client):
    where = run()
    colleague = staff(school=where.provider)
    own = result(admitted(of=colleague, to=where), "not_passed", by=staff(school=where.provider))
    sign_in_staff(client, colleague)

    assert client.get(f"{LIST}statement/{own.pk}/").status_code == 404
