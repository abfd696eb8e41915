"""A school's workbook: the same rules as for CSV, and refusals beside the field."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amu.journal.models import Entry
from amu.people.enums import Role
from amu.people.models import User
from amu.spreadsheets import read_table
from courses.classes.forms import LARGEST_FILE
from courses.classes.services.imports import Fate
from courses.classes.services.sheet import COLUMNS
from courses.models import CourseRun, Location
from tests.integration.runs.workbooks.conftest import (
    ADDRESS,
    CSV,
    FIRST,
    SECOND,
    TEMPLATE,
    book,
    carry_out,
    made,
    take,
    upload,
)
from tests.pages import said, text
from tests.situations import person, provider, sign_in_staff, staff
from tests.workbooks import compound, repacked, workbook, zipped

pytestmark = pytest.mark.django_db


def test_a_workbook_makes_the_classes_its_csv_would_make(school, number):
    assert take(school, book(FIRST, SECOND)).written
    of_workbook = made()
    CourseRun.objects.all().delete()
    assert take(school, CSV.encode()).written

    assert of_workbook == made()
    assert len(of_workbook) == 2


def test_a_dry_run_changes_nothing(school, number):
    report = take(school, book(FIRST, SECOND), dry_run=True)

    assert [row.fate for row in report.rows] == [Fate.NEW, Fate.NEW]
    assert not CourseRun.objects.exists()
    assert not Location.objects.exists()


def test_one_broken_row_is_named_by_its_number_in_excel_and_nothing_is_made(school, number):
    broken = ["99999", *FIRST[1:]]
    report = take(school, book(FIRST, [], broken, ["22906", "30-02-2026", *FIRST[2:]]))

    assert not report.written
    assert [(row.number, row.errors[0].code) for row in report.rows if row.errors] == [
        (4, "course_unknown"),
        (5, "bad_date"),
    ]
    assert not CourseRun.objects.exists()


def test_the_same_workbook_twice_and_as_csv_makes_nothing_twice(school, number):
    take(school, book(FIRST, SECOND))

    for content in (book(FIRST, SECOND), CSV.encode()):
        assert {row.fate for row in take(school, content).rows} == {Fate.THERE_ALREADY}
    assert CourseRun.objects.count() == 2


def test_a_workbook_asks_the_database_as_much_as_its_csv(school, number):
    def asked(content):
        with CaptureQueriesContext(connection) as queries:
            take(school, content, dry_run=True)
        return len(queries)

    asked(CSV.encode())
    assert asked(book(FIRST, SECOND)) == asked(CSV.encode())


def test_reading_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert len(read_table(book(FIRST, SECOND), needed=COLUMNS[:4]).rows) == 2


# The page.


def test_the_page_shows_each_row_first_and_makes_them_on_the_second_button(leader, school, number):
    looked = upload(leader, school, book(FIRST, SECOND))
    assert looked.status_code == 200
    assert "Asbest på æ, ø og å" in text(looked)
    assert not CourseRun.objects.exists()

    carry_out(leader, looked)
    assert CourseRun.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("hold.csv", book(FIRST)),
        ("hold.xls", book(FIRST)),
        ("hold.xlsx", CSV.encode()),
        ("hold", CSV.encode()),
    ],
)
def test_what_the_file_is_called_decides_nothing(leader, school, number, name, content):
    assert upload(leader, school, content, name).status_code == 200


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            compound("Workbook"),
            "The file is an old kind of workbook (.xls). Save it as an Excel workbook (.xlsx) and try again.",
        ),
        (
            zipped({"a.txt": b""}),
            "The file is not a spreadsheet. Choose an Excel workbook (.xlsx) or a CSV file.",
        ),
        (book(FIRST)[:900], "The workbook is damaged. Open it in Excel, save it again and try once more."),
        (
            b"\x00",
            "The file is neither a workbook nor text. Save the spreadsheet as an Excel workbook (.xlsx) or as CSV.",
        ),
        (workbook(), "There is no class in the file, only column names."),
    ],
)
def test_a_refusal_stands_beside_the_field_and_nothing_is_made(
    leader, school, number, content, sentence, language
):
    leader.cookies["django_language"] = language
    before = Entry.objects.count()
    answer = upload(leader, school, content)

    assert answer.status_code == 422
    assert [said(sentence, language) in error for error in answer.context["form"].errors["file"]] == [True]
    assert text(answer).count(said(sentence, language)) == 2  # at the top and at the field
    assert (CourseRun.objects.count(), Entry.objects.count()) == (0, before)


def test_what_stands_in_a_file_is_escaped(leader, school, number):
    def merge(old):
        return old.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="&lt;b&gt;A1"/></mergeCells>'
        )

    answer = upload(leader, school, repacked(book(FIRST), {"xl/worksheets/sheet1.xml": merge}))

    assert answer.status_code == 422
    assert "&lt;b&gt;A1" in answer.content.decode()
    assert "<b>A1" not in answer.content.decode()


def test_a_file_that_is_too_large_is_not_opened(leader, school, number):
    answer = upload(leader, school, book(FIRST) + bytes(LARGEST_FILE))

    assert answer.status_code == 422
    assert said("The file is too large. Split it into files below 1 MB.") in text(answer)


# Who may.


@pytest.mark.parametrize("address", [ADDRESS, TEMPLATE])
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.REGISTRAR, 200),
        (Role.LEADER, 200),
        (Role.APPEALS_OFFICER, 404),
        (Role.MINISTRY_OFFICER, 404),
    ],
)
def test_only_those_who_make_classes_have_the_pages(client, school, role, status, address):
    sign_in_staff(client, staff(role, None if role == Role.MINISTRY_OFFICER else school))

    assert client.get(reverse(address)).status_code == status


@pytest.mark.parametrize("address", [ADDRESS, TEMPLATE])
def test_the_pages_do_not_exist_for_operators_citizens_and_strangers(client, school, address):
    assert client.get(reverse(address)).status_code == 302
    client.force_login(person())
    assert client.get(reverse(address)).status_code == 404
    sign_in_staff(client, User.objects.create_superuser("operator"))
    assert client.get(reverse(address)).status_code == 404


def test_nobody_imports_a_workbook_for_another_school(client, school, number):
    sign_in_staff(client, staff(Role.LEADER, provider()))

    assert upload(client, school, book(FIRST)).status_code == 422
    assert not CourseRun.objects.exists()
