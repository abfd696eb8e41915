"""Everything held about a person, as one file for them alone."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amu.attachments.enums import ScanState
from amu.attachments.models import Attachment
from amu.documents.models import Document
from amu.journal.models import Entry
from amu.own_data import registry
from amu.own_data.registry import held
from amu.own_data.services import MOST_IN_A_DAY
from amu.people.encryption import cpr_keys
from amu.people.enums import Seen
from amu.people.models import User
from amu.people.selectors import cpr_row
from amu.people.services import record_list_view, record_view
from enrolment.models import CourseResult
from tests.integration.own_data.conftest import attached
from tests.pages import at, questions, said, text
from tests.situations import (
    AFTER_CLASS,
    NOW,
    admitted,
    appeal,
    application,
    person,
    provider,
    refused,
    sign_in_staff,
    staff,
)

TABLES, SOURCES_OF_FILES = len(held()), len(registry._files)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield


def downloads(user):
    return Entry.objects.filter(act="own_data.downloaded", person=user)


def fetched(client):
    """Ask for the file, and throw away what comes. Gives the status."""
    response = client.post(at("own_data_file"))
    response.getvalue()
    return response.status_code


def with_number(user, digits="1402850123"):
    user.has_cpr = "yes"
    user.cpr_encrypted = cpr_keys().encrypt(digits, bound_to=cpr_row(user.pk))
    user.cpr_index = cpr_keys().index(digits)
    user.save()


def test_every_table_of_a_full_case_has_a_row(cases, who, unpack):
    viewer = staff(school=cases.provider)
    record_view(viewer, who.pk, what=Seen.APPEAL, object_ref=cases.ref, now=NOW)
    record_list_view(viewer, [who.pk, person().pk], what=Seen.APPLICATION, now=NOW)
    found = unpack(who)

    empty = {table.model for table in held() if not table.of_employees and not found.rows(table.model)}
    assert empty == {
        "web.SavedForm",
        "appeals.Bundle",
        "appeals.DueStep",
        "appeals.Inquiry",
        "appeals.Remittal",
        "companies.CompanyMember",  # of whoever acts for a company, who has no cases
        "enrolment.Booking",
        "enrolment.SeatQuote",
    }


def test_codes_have_their_words_beside_them(cases, who, unpack):
    decision = next(row for row in unpack(who).rows("enrolment.Decision") if row["reason"])

    assert decision["outcome"] == {"code": "refused", "words": said("Refused")}
    assert decision["legal_basis"][0]["code"]
    assert decision["legal_basis"][0]["words"]


def test_words_are_in_the_language_of_the_page(cases, who, unpack):
    rows = unpack(who, "en").rows("journal.Entry")

    assert {row["act"]["words"] for row in rows} >= {"Certificate issued"}


def test_schools_classes_and_courses_are_called_by_their_names(cases, who, unpack):
    found = unpack(who)
    course = CourseResult.objects.get(application__person=who).run_course.course
    application, lodged = found.rows("enrolment.Application")[0], found.rows("appeals.Appeal")[0]

    assert lodged["provider"]["words"] == "Elmholt Fagskole"
    assert application["run"]["words"].startswith("TEST-")
    assert found.rows("enrolment.CourseResult")[0]["course"] == f"{course.code} {course.title}"


def test_what_a_person_wrote_is_there_word_for_word(cases, who, unpack):
    found = unpack(who)

    assert found.rows("appeals.Appeal")[0]["text"] == cases.text
    assert found.rows("appeals.Comment")[0]["text"] == "Se mit bevis."


def test_what_employees_noted_is_not_there_but_that_they_did(cases, who, unpack):
    found = unpack(who)

    assert "Bent" not in found.data
    assert found.rows("appeals.Note")[0]["role"] == "appeals_officer"


def test_no_employee_is_named(cases, who, unpack):
    data = unpack(who).data
    employees = User.objects.filter(is_staff=True)

    assert employees.count() > 3
    assert not [user for user in employees if user.full_name in data or user.username in data]


def test_the_journal_says_in_which_role_somebody_acted(cases, who, unpack):
    roles = {row["actor_role"]["code"] for row in unpack(who).rows("journal.Entry")}

    assert {"registrar", "ministry_officer", "person", "system"} <= roles


def test_documents_are_files_with_neutral_names(cases, who, unpack):
    mine = Document.objects.filter(person=who)
    found = unpack(who)

    assert mine.count() >= 3
    documents = {name: content for name, content in found.files.items() if "document" in name}
    assert documents == {f"files/document-{each.pk}.pdf": bytes(each.content) for each in mine}


def test_files_added_to_a_case_have_neutral_names_too(cases, who, unpack):
    added = Attachment.objects.get(person=who)
    found = unpack(who)

    assert found.files[f"files/attachment-{added.pk}.pdf"] == bytes(added.content)
    assert found.rows("attachments.Attachment")[0]["name"] == "mit bevis.pdf"


def test_an_added_file_that_nobody_has_scanned_is_not_handed_out(cases, who, unpack):
    added = attached(who, cases, ScanState.NEW)

    assert f"files/attachment-{added.pk}.pdf" not in unpack(who).names


def test_the_cpr_number_is_masked(who, unpack):
    with_number(who)
    found = unpack(who)

    assert found.rows("people.User")[0]["cpr_number"] == "140285-xxxx"
    assert "0123" not in json.dumps(found.rows("people.User")[0])


def test_the_address_is_in_clear_for_its_person(who, unpack):
    assert unpack(who).rows("people.PostalAddress")[0]["address"]["street"] == "Åvej 12, 2. th."


def test_nothing_of_anybody_else_is_there(cases, who, unpack):
    other = person(full_name="Bodil Fremmed", email="bodil@example.org")
    appeal(refused(of=other, to=cases.decision.application.run))
    record_list_view(staff(school=provider()), [who.pk, other.pk], what=Seen.APPLICATION, now=NOW)
    found = unpack(who)

    assert "Bodil" not in found.data
    assert "bodil" not in found.data
    assert len(found.rows("people.ListView")) == 1
    assert {row["person"] for row in found.rows("enrolment.Application")} == {who.pk}


def test_what_was_held_about_a_row_that_was_given_up_is_there(who, unpack):
    earlier = person(issuer="", subject="")
    record_view(
        staff(school=provider()), earlier.pk, what=Seen.PERSON, object_ref=f"user:{earlier.pk}", now=NOW
    )
    User.objects.filter(pk=earlier.pk).update(merged_into=who, is_active=False)
    found = unpack(who)

    assert [row["id"] for row in found.rows("people.User")] == [who.pk, earlier.pk]
    assert found.rows("people.DataView")[0]["person"] == earlier.pk


def test_an_employee_gets_roles_and_own_sign_ins_but_no_cases_of_others(cases, unpack):
    officer = User.objects.filter(is_staff=True).first()
    found = unpack(officer)

    assert found.rows("people.Membership")[0]["role"]["code"] == "registrar"
    assert found.rows("enrolment.Application") == []
    assert "Karen" not in found.data


def test_a_read_me_explains_the_file(who, unpack):
    read_me = unpack(who).zip.read("laes-mig.txt").decode()

    assert said("What is left out, and why") in read_me
    assert (
        said("Passwords, codes and keys of sign-ins: whoever had the file could sign in as you.") in read_me
    )
    assert said("Roles of an employee") not in read_me


def test_the_answer_is_stored_nowhere_and_names_nobody(client, who):
    client.force_login(who)
    response = client.post(at("own_data_file"))
    response.getvalue()

    assert response["Cache-Control"] == "no-store"
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="amu-data.zip"'


def test_the_journal_says_how_much_was_downloaded(cases, who, unpack):
    found = unpack(who)

    assert downloads(who).get().facts == {
        "rows": sum(len(found.rows(table.model)) for table in held()),
        "files": len(found.files),
    }


def test_a_download_makes_no_case(who, unpack):
    unpack(who)

    assert downloads(who).get().about == f"user:{who.pk}"


def test_it_is_had_five_times_in_a_day(client, who):
    client.force_login(who)
    answers = [fetched(client) for _ in range(MOST_IN_A_DAY + 1)]

    assert answers == [200] * MOST_IN_A_DAY + [302]
    assert downloads(who).count() == MOST_IN_A_DAY
    sentence = "You have had this file %(most)s times in 24 hours. Try again tomorrow."
    assert said(sentence, most=MOST_IN_A_DAY) in text(client.get(at("own_data")))


def test_the_day_after_it_is_had_again(client, who):
    client.force_login(who)
    for _ in range(MOST_IN_A_DAY):
        fetched(client)
    with time_machine.travel(AFTER_CLASS + timedelta(days=1, seconds=1), tick=False):
        client.force_login(who)
        assert fetched(client) == 200


def test_to_look_at_the_address_downloads_nothing(client, who):
    client.force_login(who)

    assert client.get(at("own_data_file")).url == at("own_data")
    assert not downloads(who).exists()


def test_somebody_signed_out_is_sent_to_sign_in_and_gets_no_file(client, who):
    response = client.post(at("own_data_file"))

    assert response.status_code == 302
    assert "next=" in response.url
    assert not downloads(who).exists()


def test_the_page_says_what_is_in_the_file_and_what_is_left_out(client, who):
    client.force_login(who)
    page = text(client.get(at("own_data")))

    for sentence in (
        "Applications, with your answers and your price",
        "Postal address",
        "Who else stood in a list with you.",
    ):
        assert said(sentence) in page
    assert said("Roles of an employee") not in page


def test_an_employee_reads_of_the_tables_of_employees_too(client, db):
    sign_in_staff(client, staff(school=provider()))

    assert said("Roles of an employee") in text(client.get(at("own_data")))


def test_my_overview_leads_to_the_page(client, who):
    client.force_login(who)

    assert at("own_data") in text(client.get(at("overview")))


def test_the_page_asks_for_session_and_user_alone(client, who):
    client.force_login(who)

    assert questions(client, at("own_data")) == 2


def asked_by_download(client):
    with CaptureQueriesContext(connection) as asked:
        fetched(client)
    return len(asked)


def test_one_question_for_each_table_however_many_rows(client, who, cases):
    client.force_login(who)
    first = asked_by_download(client)
    for _ in range(3):
        admitted(of=who)
        application(of=who)

    assert asked_by_download(client) == first
    assert first == TABLES + SOURCES_OF_FILES + 9
