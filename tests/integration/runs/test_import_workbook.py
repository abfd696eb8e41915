"""A school's workbook: the same rules as for CSV, refusals beside the field, and an empty one to fill in."""

import io
from datetime import date, time
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from openpyxl import Workbook, load_workbook

from amu.journal.models import Entry
from amu.people.enums import Role
from amu.people.models import User
from courses.forms import LARGEST_FILE
from courses.models import CourseRun, Location, PostalCode
from courses.run_template import EXPLAINED, put
from courses.services.run_import import COLUMNS, FORMS, TRUE, Fate, content_of_row, import_runs
from courses.services.spreadsheets import read_table
from tests.pages import said, text
from tests.situations import NOW, actor, course, person, provider, rate, sign_in_staff, staff
from tests.workbooks import compound, filled, repacked, saved, workbook, zipped

pytestmark = pytest.mark.django_db
ADDRESS, TEMPLATE = "admin:courses_run_import", "admin:courses_run_template"
HEAD = ["courses", "starts_on", "ends_on", "capacity", "enrol_by", "hours", "place", "price", "guaranteed"]
FIRST = [
    "22906", date(2026, 9, 29), date(2026, 9, 30), 20, date(2026, 9, 22), "08.00–15.24", "Skolevej 1, 5000 Odense C",
    436, True,
]  # fmt: skip
SECOND = [
    "22906:3:500:1.508,60",
    date(2026, 10, 6),
    date(2026, 10, 8),
    16.0,
    None,
    time(8, 0),
    None,
    436.5,
    "nej",
]
CSV = (
    ";".join(HEAD)
    + "\n22906;29-09-2026;30-09-2026;20;22-09-2026;08.00–15.24;Skolevej 1, 5000 Odense C;436,00;ja\n"
    "22906:3:500:1.508,60;2026-10-06;2026-10-08;16;;08.00;;436,50;nej\n"
)
EVERYTHING = {
    "courses": "22906:3:500:1.508,60",
    "starts_on": date(2026, 9, 29),
    "ends_on": date(2026, 10, 1),
    "capacity": 20,
    "enrol_by": date(2026, 9, 22),
    "hours": "08.00–15.24",
    "place": "Skolevej 1, 5000 Odense C",
    "minimum": 8,
    "seats_elsewhere": 2,
    "price": 436.5,
    "supplements": "340:Forplejning|360:Lokale",
    "title": "Asbest i Odense",
}


@pytest.fixture
def school():
    rate()
    PostalCode.objects.create(code="5000", city="Odense C", latitude=55.4, longitude=10.4)
    return provider()


@pytest.fixture
def number(school):
    return course(number="22906", title="Asbest på æ, ø og å").code


@pytest.fixture
def leader(client, school):
    return sign_in_staff(client, staff(Role.LEADER, school))


def take(school, content, *, dry_run=False):
    return import_runs(
        content, provider_id=school.pk, actor=actor(staff(school=school)), now=NOW, dry_run=dry_run
    )


def book(*rows):
    return workbook(*rows, head=HEAD)


def upload(client, school, content, name="hold.xlsx", **pressed):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse(ADDRESS), {"provider": school.pk, "file": file, **pressed})


def made():
    fields = (
        "starts_on",
        "ends_on",
        "capacity",
        "enrol_by",
        "hours",
        "published_price",
        "is_guaranteed",
        "title",
    )
    return [
        (
            *(getattr(run, name) for name in fields),
            str(run.location),
            [str(c.days) for c in run.run_courses.all()],
        )
        for run in CourseRun.objects.order_by("starts_on")
    ]


# The same as CSV.


def test_a_workbook_makes_the_classes_its_csv_would_make(school, number):
    assert take(school, book(FIRST, SECOND)).written
    of_workbook = made()
    CourseRun.objects.all().delete()
    assert take(school, CSV.encode()).written

    assert of_workbook == made()
    assert len(of_workbook) == 2


def test_a_dry_run_changes_nothing(school, number):
    report = take(school, book(FIRST, SECOND), dry_run=True)

    assert [line.fate for line in report.lines] == [Fate.NEW, Fate.NEW]
    assert not CourseRun.objects.exists()
    assert not Location.objects.exists()


def test_one_broken_row_is_named_by_its_number_in_excel_and_nothing_is_made(school, number):
    broken = ["99999", *FIRST[1:]]
    report = take(school, book(FIRST, [], broken, ["22906", "30-02-2026", *FIRST[2:]]))

    assert not report.written
    assert [(line.number, line.errors[0].code) for line in report.lines if line.errors] == [
        (4, "course_unknown"),
        (5, "bad_date"),
    ]
    assert not CourseRun.objects.exists()


def test_the_same_workbook_twice_and_as_csv_makes_nothing_twice(school, number):
    take(school, book(FIRST, SECOND))

    for content in (book(FIRST, SECOND), CSV.encode()):
        assert {line.fate for line in take(school, content).lines} == {Fate.THERE_ALREADY}
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
    looked = upload(leader, school, book(FIRST, SECOND), check="1")
    assert looked.status_code == 200
    assert "Asbest på æ, ø og å" in text(looked)
    assert not CourseRun.objects.exists()

    upload(leader, school, book(FIRST, SECOND), carry_out="1")
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
    assert upload(leader, school, content, name, check="1").status_code == 200


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            compound("Workbook"),
            "It is a workbook of the old kind (.xls). Save it as an Excel workbook (.xlsx) and try again.",
        ),
        (zipped({"a.txt": b""}), "It is no spreadsheet. Choose an Excel workbook (.xlsx) or a CSV file."),
        (book(FIRST)[:900], "The workbook is damaged. Open it in Excel, save it again and try once more."),
        (
            b"\x00",
            "It is neither a workbook nor text. Save the spreadsheet as an Excel workbook (.xlsx) or as CSV.",
        ),
        (workbook(), "There is no class in the file, only column names."),
    ],
)
def test_a_refusal_stands_beside_the_field_and_nothing_is_made(
    leader, school, number, content, sentence, language
):
    leader.cookies["django_language"] = language
    before = Entry.objects.count()
    answer = upload(leader, school, content, carry_out="1")

    assert answer.status_code == 422
    assert [said(sentence, language) in error for error in answer.context["form"].errors["file"]] == [True]
    assert text(answer).count(said(sentence, language)) == 2  # at the top and at the field
    assert (CourseRun.objects.count(), Entry.objects.count()) == (0, before)


def test_what_stands_in_a_file_is_escaped(leader, school, number):
    def merge(old):
        return old.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="&lt;b&gt;A1"/></mergeCells>'
        )

    answer = upload(leader, school, repacked(book(FIRST), {"xl/worksheets/sheet1.xml": merge}), check="1")

    assert answer.status_code == 422
    assert "&lt;b&gt;A1" in answer.content.decode()
    assert "<b>A1" not in answer.content.decode()


def test_a_file_that_is_too_large_is_not_opened(leader, school, number):
    answer = upload(leader, school, book(FIRST) + bytes(LARGEST_FILE), check="1")

    assert answer.status_code == 422
    assert said("The file is too large. Split it into files below 1 MB.") in text(answer)


# The empty one to fill in.


def fetched(client, language="da"):
    client.cookies["django_language"] = language
    answer = client.get(reverse(TEMPLATE))
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("language", ["da", "en"])
def test_an_empty_one_is_fetched_filled_in_and_imported(leader, school, number, language):
    content = filled(fetched(leader, language).content, **EVERYTHING, **chosen(language))
    upload(leader, school, content, carry_out="1")

    run = CourseRun.objects.get()
    assert (run.title, run.capacity, run.minimum, run.seats_elsewhere) == ("Asbest i Odense", 20, 8, 2)
    assert (run.form, run.is_guaranteed, run.is_open_workshop) == ("weekend", True, False)
    assert (run.published_price, run.hours) == (Decimal("436.5"), "08.00–15.24")
    assert [extra.explanation for extra in run.supplements.all()] == ["Forplejning", "Lokale"]


def chosen(language):
    """Words from the lists: the third teaching form, the first yes, the second no."""
    with translation.override(language):
        words = {
            name: [str(word) for word in column.words] for name, column in EXPLAINED.items() if column.words
        }
    return {
        "form": words["form"][2],
        "guaranteed": words["guaranteed"][0],
        "open_workshop": words["open_workshop"][1],
    }


def test_the_examples_it_gives_can_be_imported(school, number):
    course(number="47592")
    with translation.override("da"):
        row = {name: str(column.example) for name, column in EXPLAINED.items()}

    assert content_of_row(row, school.pk).capacity == 20


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_word_to_choose_from_is_one_the_import_knows(language):
    with translation.override(language):
        for name, column in EXPLAINED.items():
            if column.words:
                known = FORMS if name == "form" else TRUE | {"no", "nej"}
                assert {str(word) for word in column.words} <= set(known)
    assert list(EXPLAINED) == list(COLUMNS)


def test_it_has_every_column_a_head_that_stays_and_lists_to_choose_from(leader, school):
    answer = fetched(leader)
    opened = load_workbook(io.BytesIO(answer.content))
    sheet, about = opened.worksheets

    assert answer["Content-Disposition"] == 'attachment; filename="hold.xlsx"'
    assert (sheet.title, about.title) == ("Hold", "Kolonner")
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert [cell.value for cell in about["A"][1:]] == list(COLUMNS)
    assert (sheet.freeze_panes, sheet.max_row) == ("A2", 1)
    lists = {str(choice.sqref): choice.formula1 for choice in sheet.data_validations.dataValidation}
    assert lists["G2:G2001"] == '"dagundervisning,aftenundervisning,weekendundervisning,fjernundervisning"'
    assert set(lists.values()) == {lists["G2:G2001"], '"ja,nej"'}
    assert all(cell.data_type == "s" for page in opened for row in page for cell in row if cell.value)


def test_it_explains_itself_in_the_readers_language(leader, school):
    opened = load_workbook(io.BytesIO(fetched(leader, "en").content))

    assert (opened.worksheets[0].title, opened.worksheets[1].title) == ("Classes", "Columns")
    assert opened.worksheets[1]["C3"].value == "First day"


@pytest.mark.parametrize("dangerous", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://example.org")'])
def test_text_that_looks_like_a_formula_is_written_as_text(dangerous):
    new = Workbook()
    put(new.active["A1"], dangerous)
    cell = load_workbook(io.BytesIO(saved(new))).active["A1"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (dangerous, "s", True)


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
    assert client.get(reverse(address)).status_code in (302, 404)
    client.force_login(person())
    assert client.get(reverse(address)).status_code == 404
    sign_in_staff(client, User.objects.create_superuser("operator"))
    assert client.get(reverse(address)).status_code == 404


def test_nobody_imports_a_workbook_for_another_school(client, school, number):
    sign_in_staff(client, staff(Role.LEADER, provider()))

    assert upload(client, school, book(FIRST), carry_out="1").status_code == 422
    assert not CourseRun.objects.exists()
