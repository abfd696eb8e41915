"""Certificates at the school's desk: opened, downloaded, issued again, and a class at once."""

import io
import re
from datetime import timedelta

import pikepdf
import pytest
import time_machine
from django.urls import reverse

from amu.journal.models import Entry
from amu.outbox.models import Message
from amu.outbox.services import drain
from amu.people.enums import Role
from amu.people.meeting import FOUND
from amu.people.models import DataView
from amu.sealing.examine import examine
from amu.sealing.keys import keys
from certificates.models import Certificate, CertificateIssue
from certificates.selectors.certificates import current_issue
from certificates.selectors.classes import progress
from certificates.services import class_issuing
from certificates.services.class_issuing import issue_for_class
from certificates.services.issuing import MAKE, issue_for_result
from tests.golden import read_back
from tests.pages import questions, said, text
from tests.situations import (
    AFTER_CLASS,
    actor,
    admitted,
    certificate,
    issues_made,
    person,
    provider,
    result,
    run,
    sign_in_staff,
    staff,
)

pytestmark = pytest.mark.django_db
PROGRESS = "%(ready)s of %(passed)s who have passed can be handed their certificate."
LIST = "/admin/certificates/certificate/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield


@pytest.fixture
def where():
    return run(school=provider(name="Skolen ved åen"))


@pytest.fixture
def registrar(where):
    return staff(Role.REGISTRAR, where.provider)


@pytest.fixture
def desk(client, registrar):
    return sign_in_staff(client, registrar) or client


def passed(where, name):
    return result(admitted(of=person(full_name=name), to=where))


@pytest.fixture
def made(where):
    return certificate(passed(where, "Karen Elmholt"))


# One certificate.


def test_the_sealed_file_is_downloaded_and_the_look_is_logged(desk, made, registrar):
    answer = desk.get(f"{LIST}{made.pk}/file/")

    assert answer.content == bytes(current_issue(made).sealed.content)
    assert answer["Cache-Control"] == "no-store"
    look = DataView.objects.get(person=made.person, object_ref=made.ref)
    assert (look.viewer, look.what, look.purpose) == (registrar, "certificate", "certificate")


def test_another_schools_file_does_not_exist(client, made):
    sign_in_staff(client, staff(Role.REGISTRAR, provider()))

    assert client.get(f"{LIST}{made.pk}/file/").status_code == 404


def test_of_one_that_has_ended_the_copy_says_so_and_is_not_the_sealed_one(desk, made):
    result(made.result.application, "not_passed")
    answer = desk.get(f"{LIST}{made.pk}/file/")

    paper = read_back(answer.content)
    assert "IKKE GYLDIGT" in paper
    assert made.printed_code not in paper
    assert not examine(answer.content, keys().roots).is_genuine


def test_one_that_is_being_made_has_no_file_yet(desk, where):
    planned = issue_for_result(passed(where, "Karen Elmholt").pk, now=AFTER_CLASS)

    assert desk.get(f"{LIST}{planned.pk}/file/").status_code == 404
    page = text(desk.get(f"{LIST}{planned.pk}/change/"))
    assert said("Being made") in page
    assert f"{LIST}{planned.pk}/file/" not in page


def test_from_a_persons_page_it_is_issued_again_and_who_asked_is_journalled(desk, made, registrar):
    session = desk.session
    session[FOUND] = {str(made.person_id): "certificate"}
    session.save()
    address = f"{LIST}{made.pk}/reissue/"
    assert address in text(desk.get(reverse("admin:person", args=[made.person_id])))

    desk.post(address, {"asked": "phone"})
    issues_made(made)
    entry = Entry.objects.get(act="certificate.reissue")
    assert (entry.actor, entry.facts["asked"]) == (registrar, "phone")
    assert current_issue(made).version == 2


# A class.


@pytest.fixture
def three(where):
    return [passed(where, name) for name in ("Anna Aa", "Bo Bech", "Carla Cort")]


def test_a_class_is_issued_at_once_and_progress_is_shown(desk, where, three, registrar):
    address = f"{LIST}class/{where.pk}/"
    assert said(PROGRESS, ready=0, passed=3) in text(desk.get(address))

    assert "3 beviser er udstedt." in text(desk.post(address, follow=True))
    assert Entry.objects.filter(act="certificate.original", actor=registrar).count() == 3
    drain(now=AFTER_CLASS)
    page = text(desk.get(address))
    assert said(PROGRESS, ready=3, passed=3) in page
    assert said("Issue those that are missing") not in page


def test_broken_off_it_goes_on_where_it_was(where, three, registrar, monkeypatch):
    issue, calls = class_issuing.issue_for_result, []

    def breaks(result_id, **how):
        calls.append(result_id)
        if len(calls) == 2:
            raise ConnectionError
        return issue(result_id, **how)

    with monkeypatch.context() as broken:
        broken.setattr(class_issuing, "issue_for_result", breaks)
        with pytest.raises(ConnectionError):
            issue_for_class(where.pk, actor=actor(registrar), now=AFTER_CLASS)
    assert Certificate.objects.count() == 1

    assert issue_for_class(where.pk, actor=actor(registrar), now=AFTER_CLASS) == 2
    assert issue_for_class(where.pk, actor=actor(registrar), now=AFTER_CLASS) == 0
    drain(now=AFTER_CLASS)
    assert progress(where.pk).is_complete
    assert CertificateIssue.objects.count() == 3


def test_what_was_planned_and_not_made_is_asked_for_again(where, three, registrar):
    later = AFTER_CLASS + timedelta(hours=1)
    for now in (AFTER_CLASS, later):
        issue_for_class(where.pk, actor=actor(registrar), now=now)

    assert Message.objects.filter(kind=MAKE).count() == 6
    drain(now=later)
    assert progress(where.pk).is_complete
    assert CertificateIssue.objects.filter(is_current=True).count() == 3


def test_staff_do_not_issue_their_own(where, registrar):
    own = result(admitted(of=registrar, to=where), by=staff(Role.REGISTRAR, where.provider))

    assert issue_for_class(where.pk, actor=actor(registrar), now=AFTER_CLASS) == 0
    drain(now=AFTER_CLASS)
    assert Certificate.objects.get().result == own  # the system has


def test_the_page_logs_each_person_it_shows(desk, where, three):
    desk.get(f"{LIST}class/{where.pk}/")

    assert DataView.objects.filter(what="certificate").count() == 3


def test_the_page_asks_a_fixed_number(desk, where, three):
    few = questions(desk, f"{LIST}class/{where.pk}/")
    for n in range(3):
        certificate(passed(where, f"Dorte {n}"))

    assert questions(desk, f"{LIST}class/{where.pk}/") == few


def test_one_file_to_print_has_a_page_for_each_and_says_that_it_is_not_the_sealed_one(desk, where, three):
    for each in three:
        certificate(each)
    result(three[2].application, "not_passed")
    answer = desk.get(f"{LIST}class/{where.pk}/print/")

    pages = pikepdf.open(io.BytesIO(answer.content)).pages
    paper = read_back(answer.content)
    assert len(pages) == 2
    assert ("Anna Aa" in paper, "Bo Bech" in paper, "Carla Cort" in paper) == (True, True, False)
    assert len(re.findall("Originalen er den forseglede fil", paper)) == 2
    assert not examine(answer.content, keys().roots).is_genuine
    assert DataView.objects.filter(what="certificate").count() == 2


def test_nothing_to_print_is_said(desk, where, three):
    page = text(desk.get(f"{LIST}class/{where.pk}/print/", follow=True))

    assert said("There is nothing to print yet.") in page


@pytest.mark.parametrize("page", ["", "print/"])
def test_another_schools_class_does_not_exist(client, where, three, page):
    sign_in_staff(client, staff(Role.REGISTRAR, provider()))

    assert client.get(f"{LIST}class/{where.pk}/{page}").status_code == 404
