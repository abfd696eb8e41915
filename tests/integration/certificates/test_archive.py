"""Courses since 2004: loaded from a file, and their person's once the number is known."""

import logging

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from amu.journal.models import Entry
from amu.people.encryption import cpr_keys
from amu.people.enums import AssuranceLevel, HasCpr
from amu.people.identity import Identity
from amu.people.registry import move_all
from amu.people.services.sign_in import sign_in_from_mitid
from certificates.archive import reading
from certificates.archive.models import ArchivedCourse, ArchiveOwner
from tests.pages import at, questions, said, text
from tests.situations import NOW, person

pytestmark = pytest.mark.django_db
CPR = "0202851234"
HEAD = "record_id;cpr;course_number;course_title;starts_on;ends_on;school_number;school_name;outcome"
FORKLIFT = "A-1;020285-1234;47592;Gaffeltruck certifikatkursus B;2011-03-21;2011-03-25;280051;Odense Tekniske Skole;passed"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def load(tmp_path, capsys):
    def call(*lines, head=HEAD, **options):
        file = tmp_path / "archive.csv"
        file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        call_command("load_archive", file, **options)
        return capsys.readouterr().out.splitlines()

    return call


def with_number(cpr=CPR, **fields):
    sealed = cpr_keys().encrypt(cpr, bound_to="nobody reads it here")
    return person(cpr_index=cpr_keys().index(cpr), cpr_encrypted=sealed, has_cpr=HasCpr.YES, **fields)


def sign_in(subject="new", cpr=CPR):
    identity = Identity(
        issuer="https://broker.example",
        subject=subject,
        full_name="Karsten Elmholt",
        name_protected=False,
        birth_date=None,
        level=AssuranceLevel.SUBSTANTIAL,
        has_cpr=HasCpr.YES if cpr else HasCpr.NO,
        cpr=cpr,
    )
    return sign_in_from_mitid(identity, language="da", now=NOW)


def titles(user):
    return list(ArchivedCourse.objects.filter(owner__person=user).values_list("course_title", flat=True))


def changed(line, column, value):
    cells = line.split(";")
    cells[reading.COLUMNS.index(column)] = value
    return ";".join(cells)


def test_a_row_waits_for_its_person_and_is_theirs_at_sign_in(load):
    assert load(FORKLIFT) == ["1 added, 0 changed, 0 left, 0 refused"]
    assert ArchiveOwner.objects.get().person is None

    assert titles(sign_in()) == ["Gaffeltruck certifikatkursus B"]
    assert Entry.objects.filter(act="archive.claimed").count() == 1
    sign_in()
    assert Entry.objects.filter(act="archive.claimed").count() == 1


def test_whoever_is_known_has_it_at_once(load):
    who = with_number()
    load(FORKLIFT)

    assert titles(who) == ["Gaffeltruck certifikatkursus B"]


def test_somebody_without_a_number_gets_none(load):
    load(FORKLIFT)

    assert titles(sign_in(cpr="")) == []


def test_of_two_accounts_with_one_number_neither_gets_them(load):
    one, other = with_number(), with_number()
    load(FORKLIFT)
    again = sign_in()

    assert [titles(each) for each in (one, other, again)] == [[], [], []]


def test_they_follow_a_person_whose_two_rows_become_one(load):
    entered, signed_in = with_number(), person()
    load(FORKLIFT)
    move_all(entered.pk, signed_in.pk)

    assert titles(signed_in) == ["Gaffeltruck certifikatkursus B"]


def test_twice_changes_nothing_and_a_correction_changes_the_row(load):
    load(FORKLIFT)

    assert load(FORKLIFT) == ["0 added, 0 changed, 1 left, 0 refused"]
    assert load(changed(FORKLIFT, "outcome", "")) == ["0 added, 1 changed, 0 left, 0 refused"]
    assert ArchivedCourse.objects.get().outcome == ""


def test_a_dry_run_says_the_same_and_stores_nothing(load):
    assert load(FORKLIFT, dry_run=True)[0] == "1 added, 0 changed, 0 left, 0 refused"
    assert not ArchiveOwner.objects.exists()
    assert not Entry.objects.filter(act="archive.loaded").exists()


def test_a_row_does_not_go_to_somebody_else(load):
    load(FORKLIFT)
    out = load(changed(FORKLIFT, "cpr", "0303851234"))

    assert out == [
        "line 2 refused: belongs_to_another_number in cpr",
        "0 added, 0 changed, 0 left, 1 refused",
    ]


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("record_id", "", "missing in record_id"),
        ("cpr", "123", "cpr_shape in cpr"),
        ("cpr", "310285-1234", "cpr_date in cpr"),
        ("record_id", "X020285-1234", "has_a_cpr_number in record_id"),
        ("school_name", "Skole 0202851234", "has_a_cpr_number in school_name"),
        ("course_number", "123456789", "too_long in course_number"),
        ("ends_on", "2003-12-31", "before_2004 in ends_on"),
        ("ends_on", "2026-09-02", "in_the_future in ends_on"),
        ("ends_on", "25-03-2011", "not_a_date in ends_on"),
        ("ends_on", "2011-02-30", "not_a_date in ends_on"),
        ("starts_on", "2011-03-26", "ends_before_it_starts in starts_on"),
        ("outcome", "bestået", "unknown_outcome in outcome"),
        ("course_title", "R\N{REPLACEMENT CHARACTER}d", "letters_garbled in course_title"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_and_the_others_are_loaded(load, column, value, why):
    out = load(changed(FORKLIFT, column, value), changed(FORKLIFT, "record_id", "A-2"))

    assert out == [f"line 2 refused: {why}", "1 added, 0 changed, 0 left, 1 refused"]


def test_a_row_that_stands_twice_counts_once(load):
    assert load(FORKLIFT, FORKLIFT) == [
        "line 3 refused: twice_in_the_file in record_id",
        "1 added, 0 changed, 0 left, 1 refused",
    ]


def test_a_row_with_too_few_cells_is_refused(load):
    assert load("A-1;020285-1234")[0] == "line 2 refused: cells_do_not_fit in row"


@pytest.mark.parametrize("head", ["a;b;c", HEAD.replace("cpr;", "")])
def test_a_file_without_the_columns_is_no_archive(load, head):
    with pytest.raises(CommandError, match="columns are missing"):
        load(FORKLIFT, head=head)


def test_no_cpr_number_is_stored_said_or_logged(load, caplog):
    with caplog.at_level(logging.DEBUG):
        out = load(FORKLIFT, changed(FORKLIFT, "cpr", "0202859999999"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o::text || c::text FROM certificates_archiveowner o "
            "JOIN certificates_archivedcourse c ON c.owner_id = o.id"
        )
        stored = str(cursor.fetchall())

    assert not any("020285" in each for each in (stored, "".join(out)))
    assert not any(
        "020285" in record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )


def test_my_overview_shows_it_by_year_and_says_that_there_is_no_certificate(load, client):
    who = with_number()
    load(FORKLIFT, changed(changed(FORKLIFT, "record_id", "A-2"), "ends_on", "2019-06-07"))
    client.force_login(who)
    page = client.get(at("overview"))
    courses = next(part.facts for part in page.context["sections"] if part.key == "courses")

    assert [year for year, _rows in courses["years"]] == [2019, 2011]
    assert said("Registered by the school then; no certificate here") in text(page)
    assert at("courses:lost_school") in text(page)


def test_more_courses_ask_no_more_questions(load, client):
    who = with_number()
    client.force_login(who)
    load(FORKLIFT)
    few = questions(client, at("overview"))
    load(*(changed(FORKLIFT, "record_id", f"B-{n}") for n in range(30)))

    assert questions(client, at("overview")) == few


def test_nobody_sees_somebody_elses(load, client):
    with_number()
    load(FORKLIFT)
    client.force_login(person())

    assert "Gaffeltruck certifikatkursus B" not in text(client.get(at("overview")))
