"""A pass gives one certificate, whose statement never changes."""

import re
from datetime import timedelta

import pytest
import segno
import time_machine

from amu.documents.models import Document
from amu.journal.models import Entry
from amu.notices.models import Notice
from amu.outbox.models import Message
from amu.outbox.services import drain
from amu.people.services import name_on_paper
from certificates.enums import IssueKind
from certificates.models import Certificate, CertificateIssue
from certificates.render import certificate_facts
from certificates.rules import grouped, is_code
from certificates.selectors.certificates import current_issue
from certificates.services.issuing import issue_for_result
from courses.models import CompetenceField
from enrolment import services as enrolment
from tests.golden import read_back
from tests.situations import (
    AFTER_CLASS,
    NOW,
    actor,
    admitted,
    application,
    certificate,
    course,
    person,
    provider,
    reissued,
    result,
    run,
    staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield


def again(made, language="da", now=AFTER_CLASS):
    return reissued(made, language=language, now=now)


# From the pass, through the outbox.


def test_a_worker_makes_the_certificate_of_a_pass():
    passed = result()
    assert not Certificate.objects.exists()
    drain(now=AFTER_CLASS)

    made = Certificate.objects.get()
    assert (made.result, made.person, made.provider) == (
        passed,
        passed.application.person,
        passed.application.run.provider,
    )
    assert (made.standing, made.created_at) == ("valid", AFTER_CLASS)


def test_however_often_the_worker_is_told_there_is_one():
    passed = result()
    drain(now=AFTER_CLASS)
    Message.objects.filter(kind="enrolment.course_passed").update(state="waiting", settled_at=None)
    drain(now=AFTER_CLASS)

    assert issue_for_result(passed.pk, now=AFTER_CLASS) == Certificate.objects.get()
    assert CertificateIssue.objects.count() == 1
    assert Notice.objects.filter(code="certificate_issued").count() == 1
    assert Entry.objects.filter(act="certificate.original").count() == 1


@pytest.mark.parametrize("outcome", ["not_passed", "absent"])
def test_whoever_did_not_pass_gets_none(outcome):
    made = result(outcome=outcome)
    drain(now=AFTER_CLASS)

    assert issue_for_result(made.pk, now=AFTER_CLASS) is None
    assert not Certificate.objects.exists()


def test_a_pass_that_was_corrected_before_the_worker_came_gives_none():
    passed = result()
    result(passed.application, "not_passed")
    drain(now=AFTER_CLASS)

    assert not Certificate.objects.exists()
    assert not Message.objects.exclude(state="done").exists()


def test_a_correction_to_a_pass_gives_one():
    first = result(outcome="not_passed")
    second = result(first.application, "passed")
    drain(now=AFTER_CLASS)

    assert Certificate.objects.get().result == second


def test_each_passed_course_of_a_package_has_its_own():
    applied = admitted(to=run(courses=[course(title="Svejsning"), course(title="Slibning")]))
    result(applied, course=0)
    result(applied, "absent", course=1)
    drain(now=AFTER_CLASS)
    assert [made.content["course_title"] for made in Certificate.objects.all()] == ["Svejsning"]

    result(applied, "passed", course=1)
    drain(now=AFTER_CLASS)
    assert {made.content["course_title"] for made in Certificate.objects.all()} == {"Svejsning", "Slibning"}


# What it says.


def test_it_says_who_passed_what_when_and_at_which_school():
    field = CompetenceField.objects.create(number="2264")
    who = person(full_name="Karen Elmholt")
    school = provider(name="Syddansk Skole", institution_number="461301")
    where = run(
        courses=[course(number="47592", title="Gaffeltruck B", competence_field=field)], school=school
    )
    made = certificate(result(admitted(of=who, to=where)))

    assert made.content == {
        "name": "Karen Elmholt",
        "birth_date": "1985-02-14",
        "course_code": "47592",
        "course_title": "Gaffeltruck B",
        "days": "2.00",
        "competence_field": "2264",
        "starts_on": where.starts_on.isoformat(),
        "ends_on": where.ends_on.isoformat(),
        "assessed_on": where.ends_on.isoformat(),
        "outcome": "passed",
        "school": "Syddansk Skole",
        "school_number": "461301",
        "is_demo": False,
        "signatory": "",
        "signatory_title": "",
        "logo": "",
    }


def test_it_says_the_same_after_everything_else_has_changed():
    made = certificate()
    before = made.content
    who, where = made.person, made.result.application.run
    who.full_name = "Et andet navn"
    who.save()
    where.provider.name = "En anden skole"
    where.provider.save()
    again(made)

    made.refresh_from_db()
    newest = Document.objects.latest("pk")
    assert made.content == before
    assert newest.made_from["name"] == before["name"]
    assert newest.made_from["school"] == before["school"]


def test_codes_and_numbers_are_each_ones_own():
    first, second = certificate(), certificate()

    assert is_code(first.code)
    assert is_code(second.code)
    assert first.code != second.code
    assert [re.fullmatch(r"2026-\d{7}", made.number) is not None for made in (first, second)] == [True, True]
    assert first.number != second.number


@pytest.mark.parametrize(("language", "name"), [("da", "Beskyttet navn"), ("en", "Protected name")])
def test_there_are_words_for_a_name_that_nobody_knows_in_the_language_of_the_case(language, name):
    applied = application(of=person(full_name="", name_protected=True), language=language)
    enrolment.admit(applied.pk, actor=actor(staff(school=applied.run.provider)), now=NOW)
    applied.refresh_from_db()
    made = certificate(result(applied))

    assert made.content["name"] == ""
    assert name in read_back(current_issue(made).document.content)


def test_a_protected_persons_own_certificate_has_the_name_that_a_school_entered():
    hidden = person(full_name="", paper_name="Anna Skjult", name_protected=True)
    made = certificate(result(admitted(of=hidden)))

    assert "Anna Skjult" in read_back(current_issue(made).document.content)


def test_a_name_that_is_entered_later_is_on_the_next_copy():
    hidden = person(full_name="", name_protected=True)
    made = certificate(result(admitted(of=hidden)))
    name_on_paper(hidden.pk, "Anna Skjult", actor=actor(staff(school=made.provider)), now=AFTER_CLASS)
    again(made)

    assert "Anna Skjult" in read_back(current_issue(made).document.content)


# Again.


def test_a_reissue_is_a_new_version_and_the_old_one_is_kept():
    made = certificate()
    again(made, now=AFTER_CLASS + timedelta(days=1))

    issues = CertificateIssue.objects.filter(certificate=made).order_by("version")
    assert list(issues.values_list("version", "kind", "is_current", "issued_at")) == [
        (1, "original", False, AFTER_CLASS),
        (2, "reissue", True, AFTER_CLASS + timedelta(days=1)),
    ]
    assert Document.objects.filter(kind="certificate").count() == 2
    assert Certificate.objects.count() == 1


def test_a_reissue_has_the_same_code_and_number_and_is_marked():
    made = certificate()
    again(made)
    original, issue = CertificateIssue.objects.filter(certificate=made).order_by("version")

    same = ("code", "number", "name", "course_title", "assessed_on")
    assert {key: issue.document.made_from[key] for key in same} == {
        key: original.document.made_from[key] for key in same
    }
    assert (original.document.made_from["issue_kind"], issue.document.made_from["issue_kind"]) == (
        "original",
        "reissue",
    )
    assert original.document.sha256 != issue.document.sha256


@pytest.mark.parametrize(("language", "folder"), [("da", "bevis"), ("en", "certificate")])
def test_the_code_on_paper_and_the_printed_address_lead_to_the_page_in_its_language(
    client, settings, language, folder
):
    made = certificate()
    facts = certificate_facts(made, kind=IssueKind.ORIGINAL, version=1, language=language, now=AFTER_CLASS)

    assert facts.address == f"{settings.AMU['public_address']}/{language}/{folder}/{grouped(made.code)}/"
    assert facts.qr == segno.make(facts.address, error="m").svg_data_uri(border=4, scale=3)
    assert client.get(facts.address.removeprefix(settings.AMU["public_address"])).status_code == 200


def test_each_issue_is_in_the_journal_with_the_hash_of_its_file():
    made = certificate()
    issue = again(made)

    entry = Entry.objects.filter(act="certificate.sealed").last()
    assert (entry.about, entry.person) == (made.ref, made.person)
    assert entry.facts == {"number": made.number, "version": 2, "sha256": issue.document.sha256}


def test_whoever_asked_for_it_is_in_the_journal_with_the_hash_of_what_it_says():
    made = certificate()
    issue = again(made)

    entry = Entry.objects.get(act="certificate.reissue")
    assert entry.actor == made.person
    assert entry.facts == {"number": made.number, "version": 2, "content": issue.content_hash}


def test_it_speaks_the_language_the_person_applied_in_and_a_reissue_the_one_asked_for():
    made = certificate()

    assert CertificateIssue.objects.get(certificate=made).document.language == "da"
    assert again(made, language="en").document.language == "en"
