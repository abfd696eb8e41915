"""A school's spreadsheet: every row is judged, and all of them are made or none."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amu.people.enums import Role
from amu.spreadsheets import FileRefusedError
from courses.classes.services.imports import Fate, check_file, import_runs
from courses.classes.services.uploads import purge_sheets
from courses.models import CourseRun, Location, PostalCode, UploadedSheet
from tests.pages import said
from tests.situations import NOW, actor, course, provider, rate, sign_in_staff, staff

pytestmark = pytest.mark.django_db
HEAD = "courses;starts_on;ends_on;capacity;enrol_by;hours;place;price;guaranteed\n"


@pytest.fixture
def school():
    rate()
    PostalCode.objects.create(code="5000", city="Odense C", latitude=55.4, longitude=10.4)
    return provider()


@pytest.fixture
def number(school):
    return course(number="22906", title="Asbest på æ, ø og å").code


def take(school, text, *, dry_run=False):
    content = text if isinstance(text, bytes) else text.encode()
    facts = {"provider_id": school.pk, "actor": actor(staff(school=school)), "now": NOW}
    report = check_file(content, **facts)
    return report if dry_run else import_runs(content, looked_at=report.fingerprint, **facts)


GOOD = (
    HEAD + "22906;29-09-2026;30-09-2026;20;22-09-2026;08.00–15.24;Skolevej 1, 5000 Odense C;436,00;ja\n"
    "22906:3:500:1.508,60;2026-10-06;2026-10-08;16;;;;;nej\n"
)


def test_every_row_becomes_a_draft_with_what_it_says(school, number):
    report = take(school, GOOD)

    first, second = CourseRun.objects.order_by("starts_on")
    assert report.written
    assert {first.status, second.status} == {"draft"}
    assert (first.capacity, first.published_price, first.is_guaranteed) == (20, Decimal(436), True)
    assert (first.location.street, first.location.city) == ("Skolevej 1", "Odense C")
    row = second.run_courses.get()
    assert (row.days, row.target_price, row.full_price) == (3, Decimal(500), Decimal("1508.60"))


def test_a_row_with_what_no_letter_can_show_is_refused(school, number):
    report = take(school, GOOD.replace("Skolevej", "日本"))

    assert [row.fate for row in report.rows] == [Fate.REFUSED, Fate.NEW]
    assert not CourseRun.objects.exists()


def test_a_dry_run_says_the_same_and_changes_nothing(school, number):
    report = take(school, GOOD, dry_run=True)

    assert [row.fate for row in report.rows] == [Fate.NEW, Fate.NEW]
    assert not report.written
    assert not CourseRun.objects.exists()
    assert not Location.objects.exists()


def test_one_broken_row_is_named_and_nothing_at_all_is_made(school, number):
    report = take(school, GOOD + "99999;29-09-2026;30-09-2026;20;;;;;\n22906;30-02-2026;30-09-2026;20;;;;;\n")

    assert not report.written
    assert [(row.number, row.errors[0].code) for row in report.rows if row.errors] == [
        (4, "course_unknown"),
        (5, "bad_date"),
    ]
    assert not CourseRun.objects.exists()


def test_the_same_file_twice_makes_nothing_twice(school, number):
    take(school, GOOD)

    report = take(school, GOOD)

    assert [row.fate for row in report.rows] == [Fate.THERE_ALREADY, Fate.THERE_ALREADY]
    assert CourseRun.objects.count() == 2


def test_a_row_that_stands_twice_in_one_file_is_made_once(school, number):
    report = take(school, GOOD + GOOD.splitlines()[1] + "\n")

    assert [row.fate for row in report.rows] == [Fate.NEW, Fate.NEW, Fate.THERE_ALREADY]


def test_what_a_draft_lacks_for_publishing_is_said(school, number):
    report = take(school, GOOD)

    assert "deadline_missing" in {finding.code for finding in report.rows[1].missing}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [";", ","])
def test_it_reads_what_spreadsheets_save(school, number, encoding, mark):
    text = mark.join(["courses", "starts_on", "ends_on", "capacity", "title"]) + "\r\n"
    text += mark.join(["22906", "29-09-2026", "30-09-2026", "20", "Køl på Ærø"]) + "\r\n"

    assert take(school, text.encode(encoding)).written
    assert CourseRun.objects.get().title == "Køl på Ærø"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("22906;29-09-2026;28-09-2026;20;;;;;", "ends_before_start"),
        ("22906;29-09-2026;30-09-2026;mange;;;;;", "bad_number"),
        ("22906;29-09-2026;30-09-2026;-1;;;;;", "bad_number"),
        ("22906;29-09-2026;30-09-2026;20;01-10-2026;;;;", "deadline_after_end"),
        ("22906;29-09-2026;30-09-2026;20;;;Skolevej;;", "place_unclear"),
        ("22906;29-09-2026;30-09-2026;20;;;Skolevej 1, 9999 Ingen;;", "postal_code_unknown"),
        ("22906;29-09-2026;30-09-2026;20;;;;gratis;", "bad_amount"),
        ("22906;29-09-2026;30-09-2026;20;;;;1.526;", "amount_has_two_meanings"),
        ("22906;29-09-2026;30-09-2026;20;;;;;måske", "not_yes_or_no"),
        ("22906|22906;29-09-2026;30-09-2026;20;;;;;", "course_twice"),
        (";29-09-2026;30-09-2026;20;;;;;", "missing"),
        ("22906;29-09-2026;30-09-2026;20;;" + "8" * 41 + ";;;", "too_long"),
    ],
)
def test_a_row_says_what_is_wrong_with_it(school, number, row, code):
    report = take(school, HEAD + row + "\n")

    assert [finding.code for finding in report.rows[0].errors] == [code]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"courses": "|"}, "missing"),
        ({"courses": "22906:0"}, "days_missing"),
        ({"courses": "22906:1000"}, "days_missing"),
        ({"form": "brevskole"}, "bad_form"),
        ({"price": "-1"}, "bad_amount"),
        ({"price": "1000000"}, "bad_amount"),
        ({"price": "nan"}, "bad_amount"),
        ({"supplements": "250"}, "extra_unclear"),
        ({"supplements": "0: Frokost"}, "extra_unclear"),
    ],
)
def test_a_cell_says_what_is_wrong_with_it(school, number, cells, code):
    row = {"courses": "22906", "starts_on": "29-09-2026", "ends_on": "30-09-2026", "capacity": "20", **cells}

    report = take(school, "\n".join(";".join(line) for line in (row.keys(), row.values())) + "\n")

    assert [finding.code for finding in report.rows[0].errors] == [code]
    assert not report.written


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "columns_missing"),
        (b"a;b;c\n1;2;3\n", "columns_missing"),
        (HEAD.encode(), "no_rows"),
        (b"courses;courses;starts_on;ends_on;capacity\n", "columns_twice"),
        (HEAD.encode() + b"1;2;3;4;5;6;7;8;9;10\n", "cells_without_column"),
        (HEAD.encode() + b'"22906;29-09-2026', "not_a_table"),
        (b"\x00" + HEAD.encode(), "not_text"),
        (HEAD.encode() + b"\x81\x8d", "not_text"),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(school, content, code):
    with pytest.raises(FileRefusedError) as caught:
        take(school, content)

    assert caught.value.code == code


def test_too_many_rows_are_not_begun_on(school, number):
    with pytest.raises(FileRefusedError):
        take(school, HEAD + "22906;29-09-2026;30-09-2026;20;;;;;\n" * 2001)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: (HEAD + text).encode(errors="replace"))
)
def test_no_file_whatever_breaks_it(school, number, content):
    try:
        report = take(school, content, dry_run=True)
    except FileRefusedError:
        return
    assert not report.written


def upload(client, school, content):
    file = SimpleUploadedFile("hold", content.encode() if isinstance(content, str) else content)
    answer = client.post(
        reverse("admin:courses_run_import"), {"provider": school.pk, "file": file}, follow=True
    )
    return answer, answer.request["PATH_INFO"]


def test_the_page_shows_each_row_first_and_carries_them_out_without_the_file(client, school, number):
    sign_in_staff(client, staff(Role.LEADER, school))

    looked, page = upload(client, school, GOOD)
    assert "Asbest på æ, ø og å" in looked.content.decode()
    assert not CourseRun.objects.exists()
    client.post(page, {"looked_at": looked.context["report"].fingerprint})

    assert CourseRun.objects.count() == 2
    assert not UploadedSheet.objects.exists()


def test_the_page_names_the_broken_row_escapes_it_and_has_no_button(client, school, number):
    sign_in_staff(client, staff(Role.LEADER, school))

    answer, page = upload(client, school, HEAD + "<b>1</b>;29-09-2026;30-09-2026;20;;;;;\n")

    assert "&lt;b&gt;1" in answer.content.decode()
    assert "<b>1" not in answer.content.decode()
    assert "looked_at" not in answer.content.decode()
    client.post(page, {"looked_at": answer.context["report"].fingerprint})
    assert not CourseRun.objects.exists()


def test_what_is_carried_out_is_what_was_shown(client, school, number):
    sign_in_staff(client, staff(Role.LEADER, school))
    looked, page = upload(client, school, GOOD)
    take(school, GOOD)  # a colleague was faster

    again = client.post(page, {"looked_at": looked.context["report"].fingerprint}, follow=True)

    assert CourseRun.objects.count() == 2
    assert [row.fate for row in again.context["report"].rows] == [Fate.THERE_ALREADY, Fate.THERE_ALREADY]
    assert [str(each) for each in again.context["messages"]] == [
        said("Something has changed since you checked the file. Nothing has been done. Look at it again.")
    ]


def test_a_file_is_found_by_the_account_that_uploaded_it_alone(client, school, number):
    sign_in_staff(client, staff(Role.LEADER, school))
    looked, page = upload(client, school, GOOD)
    sign_in_staff(client, staff(Role.LEADER, school))

    answer = client.post(page, {"looked_at": looked.context["report"].fingerprint})

    assert answer["Location"] == reverse("admin:courses_run_import")
    assert not CourseRun.objects.exists()


def test_a_file_is_kept_for_a_day_and_then_deleted(client, school, number):
    sign_in_staff(client, staff(Role.LEADER, school))
    with time_machine.travel(NOW, tick=False):
        _, page = upload(client, school, GOOD)
    assert purge_sheets(NOW + timedelta(hours=23)) == 0

    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert client.get(page).status_code == 302
    assert purge_sheets(NOW + timedelta(days=1)) == 1
    assert not UploadedSheet.objects.exists()


def test_another_file_takes_the_place_of_the_first(client, school, number):
    sign_in_staff(client, staff(Role.LEADER, school))
    upload(client, school, GOOD)
    upload(client, school, GOOD)

    assert UploadedSheet.objects.count() == 1


def test_nobody_imports_for_another_school(client, school, number):
    sign_in_staff(client, staff(Role.LEADER, provider()))

    answer, _ = upload(client, school, GOOD)

    assert answer.status_code == 422
    assert not UploadedSheet.objects.exists()
