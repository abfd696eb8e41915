"""A row about a class that exists changes it, and shows first what becomes of it; a bad row says all that is wrong."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from amu.people.enums import Role
from courses.classes.services.imports import Fate
from courses.classes.words import fault_words
from courses.models import CourseRun, PostalCode
from tests.integration.runs.test_import import take, upload
from tests.pages import said, text
from tests.situations import course, provider, rate, run, sign_in_staff, staff
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db
HEAD = "Kursus;Første dag;Sidste dag;Pladser;Kviknummer;Pris;Tilmeldingsfrist\n"


@pytest.fixture
def school():
    rate()
    PostalCode.objects.create(code="5000", city="Odense C", latitude=55.4, longitude=10.4)
    return provider()


@pytest.fixture
def made(school):
    days = {"starts_on": date(2026, 9, 29), "ends_on": date(2026, 9, 30), "enrol_by": date(2026, 9, 22)}
    return run(
        courses=[course(number="22906")], school=school, location=None, hours="", published_price=436, **days
    )


def row_of(school, line, head=HEAD):
    (row,) = take(school, head + line + "\n", dry_run=True).rows
    return row


def changes(row):
    return [(each.column, each.before, each.after) for each in row.changes]


def test_a_class_found_by_its_day_and_place_shows_what_changes(school, made):
    row = row_of(school, "22906;29-09-2026;01-10-2026;12;;1.526,-;")

    assert (row.fate, row.booking_code) == (Fate.CHANGED, made.booking_code)
    assert changes(row) == [
        ("ends_on", date(2026, 9, 30), date(2026, 10, 1)),
        ("capacity", 10, 12),
        ("price", Decimal("436.00"), Decimal(1526)),
    ]
    made.refresh_from_db()
    assert (made.capacity, made.version) == (10, 1)


def test_a_class_found_by_its_booking_code_can_be_moved(school, made):
    take(school, HEAD + f";05-10-2026;06-10-2026;;{made.booking_code.lower()};;01-10-2026\n")

    made.refresh_from_db()
    assert (made.starts_on, made.ends_on, made.enrol_by) == (
        date(2026, 10, 5),
        date(2026, 10, 6),
        date(2026, 10, 1),
    )
    assert (made.capacity, made.published_price, made.version) == (10, 436, 2)


def test_empty_cells_and_absent_columns_change_nothing(school, made):
    made.run_courses.update(days=3, target_price=500, is_distance=True)

    assert row_of(school, "22906;29-09-2026;;;;;").errors[0].code == "missing"
    row = row_of(school, f"22906;;;12;{made.booking_code};;")

    assert changes(row) == [("capacity", 10, 12)]


def test_a_row_that_says_what_is_there_changes_nothing(school, made):
    report = take(school, HEAD + "22906;29-09-2026;30-09-2026;10;;436,00;22-09-2026\n")

    assert [row.fate for row in report.rows] == [Fate.THERE_ALREADY]
    made.refresh_from_db()
    assert made.version == 1


def test_what_a_published_class_may_not_become_is_said(school, made):
    CourseRun.objects.filter(pk=made.pk).update(seats_taken=5)

    row = row_of(school, f";;;3;{made.booking_code};;")

    assert (row.fate, {fault.code for fault in row.errors}) == (Fate.REFUSED, {"fewer_seats_than_taken"})


@pytest.mark.parametrize("whose", ["another school's", "cancelled", "nobody's"])
def test_a_booking_code_must_be_of_a_class_that_the_school_can_change(school, whose):
    codes = {
        "another school's": lambda: run().booking_code,
        "cancelled": lambda: run(school=school, status="cancelled").booking_code,
        "nobody's": lambda: "99999-XX",
    }

    row = row_of(school, f"22906;29-09-2026;30-09-2026;12;{codes[whose]()};;")

    assert [fault.code for fault in row.errors] == ["code_unknown"]


def test_two_rows_that_want_different_things_of_one_class_are_refused(school, made):
    lines = f";;;11;{made.booking_code};;\n;;;12;{made.booking_code};;\n"
    first, second = take(school, HEAD + lines).rows

    assert (first.fate, second.fate) == (Fate.CHANGED, Fate.REFUSED)
    assert (second.errors[0].code, second.errors[0].finding.facts) == ("class_twice", {"number": 2})
    made.refresh_from_db()
    assert made.capacity == 10


def test_classes_that_are_alike_are_asked_about(school, made):
    other = run(
        courses=[made.run_courses.get().course],
        school=school,
        location=None,
        hours="",
        starts_on=made.starts_on,
    )

    row = row_of(school, "22906;29-09-2026;30-09-2026;12;;;")

    assert [fault.code for fault in row.errors] == ["classes_alike"]
    assert other.booking_code in str(row.errors[0].finding.facts["codes"])


def test_a_row_says_everything_that_is_wrong_with_it_by_the_names_in_the_file(school):
    head = "Kursus;Første dag;Sidste dag;Pladser;Undervisningsform;Garanteret;Pris;Sted\n"
    report = take(school, head + "99999;31-02-2026;30-09-2026;mange;brevskole;måske;1,526;Skolevej\n")

    with translation.override("da"):
        words = [fault_words(fault, report.headings) for fault in report.rows[0].errors]
    assert words == [
        "Første dag: 31-02-2026 er ikke en dato. Skriv den som 29-09-2026.",
        "Pladser: mange er ikke et helt tal fra 0 til 2000.",
        "Kursus: Der er intet kursus med nummeret 99999.",
        "Sted: Skriv stedet som vej, postnummer og by: Skolevej 1, 5000 Odense C.",
        (
            "Undervisningsform: brevskole er ikke en undervisningsform. Skriv dagundervisning, "
            "aftenundervisning, weekendundervisning eller fjernundervisning."
        ),
        "Garanteret: Skriv ja eller nej i stedet for måske.",
        "Pris: 1,526 kan læses på to måder. Skriv 1526 eller 1526,00.",
    ]


def test_days_that_cannot_be_are_said_together_with_the_rest(school):
    course(number="22906")

    row = row_of(school, "22906;29-09-2026;28-09-2026;mange;;;")

    assert {fault.code for fault in row.errors} == {"bad_number", "ends_before_start"}


def test_a_danish_header_is_understood(school):
    course(number="22906")

    assert take(school, "Kursus;Start;Slut;Pladser\n22906;01-03-2027;02-03-2027;12\n").written


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_shows_each_change_from_what_to_what(client, school, made, language):
    sign_in_staff(client, staff(Role.LEADER, school))
    client.cookies["django_language"] = language

    looked, page = upload(client, school, HEAD + "22906;29-09-2026;30-09-2026;12;;2.662,50;\n")

    amount = {"da": "436,00 → 2662,50", "en": "436.00 → 2662.50"}[language]
    assert f"Pris: {amount}" in text(looked)
    assert "Pladser: 10 → 12" in text(looked)
    answer = client.post(page, {"looked_at": looked.context["report"].fingerprint}, follow=True)
    assert [str(each) for each in answer.context["messages"]] == [
        {"da": "1 hold er ændret.", "en": "1 class has been changed."}[language]
    ]
    made.refresh_from_db()
    assert made.published_price == Decimal("2662.50")


def test_the_page_marks_what_is_hidden_in_the_workbook(client, school):
    def hide(book):
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["D"].hidden = True

    course(number="22906")
    rows = (["22906", "01-03-2027", "02-03-2027", 12], ["22906", "05-04-2027", "06-04-2027", 12])
    sign_in_staff(client, staff(Role.LEADER, school))

    looked, _ = upload(client, school, workbook(*rows, change=hide))

    assert text(looked).count(said("Hidden in the workbook.")) == 1
    assert said("Columns that are hidden in the workbook, and count like the others:") in text(looked)
    assert [row.is_hidden for row in looked.context["report"].rows] == [False, True]
