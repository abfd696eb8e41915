"""The search index follows every change of the catalogue in the same transaction, whoever makes it and however."""

import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction

from amu.local.postgres import binaries
from courses.classes.services.seats import give_back_seat, take_seat
from courses.invariants import check
from courses.models import (
    CompetenceField,
    Course,
    CourseProvider,
    CourseRun,
    Location,
    Municipality,
    PostalCode,
    Provider,
    RunCourse,
    Synonym,
)
from courses.search.query import parse_query
from courses.search.selectors import search, suggestions
from courses.search.store.catalogue import caught_up, read_catalogue

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


@pytest.fixture
def run(new_run):
    run = new_run("SEEN", capacity=2, seats_elsewhere=1)
    assert found(dates="1") == ["22906"]
    return run


def found(**asked):
    return [hit.course.code for hit in search(parse_query(asked), today=TODAY).hits]


def change(run, **facts):
    CourseRun.objects.filter(pk=run.pk).update(**facts)


def test_a_class_that_is_cancelled_is_found_no_more(run):
    change(run, status="cancelled")

    assert found(dates="1") == []


def test_a_class_that_is_deleted_is_found_no_more(run):
    run.delete()

    assert found(dates="1") == []


def test_the_last_seat_is_known_to_be_gone_and_to_be_back(run):
    take_seat(run.pk)
    assert found(seats="1") == []
    give_back_seat(run.pk)
    assert found(seats="1") == ["22906"]


def test_what_is_undone_is_not_seen(run):
    with transaction.atomic():
        change(run, status="cancelled")
        assert found(dates="1") == []
        transaction.set_rollback(True)

    assert found(dates="1") == ["22906"]


def test_a_course_is_listed_and_found_by_its_new_title(run):
    assert found()[-1] != "22906"
    Course.objects.filter(number="22906").update(title="Årets ottekant")

    assert found()[-1] == "22906"
    assert found(q="ottekant") == ["22906"]
    assert suggestions("otte") == ["ottekant"]


def test_a_course_is_found_by_the_new_name_of_its_job_area(courses):
    field = CompetenceField.objects.create(number="2222", name="Anlæg")
    Course.objects.filter(number="22906").update(competence_field=field)
    CompetenceField.objects.update(name="Havebrug")

    assert found(q="havebrug") == ["22906"]


def test_a_course_is_found_by_its_new_area(run):
    Course.objects.filter(number="22906").update(subject_area="service")

    assert found(area="service") == ["22906"]


def test_a_new_school_is_known_with_its_first_class(new_run, places):
    school = Provider.objects.create(
        key="ny", name="Ny Skole", kind="amu_centre", municipality=places["Aarhus"]
    )
    new_run("NEW", provider=school, place="Aarhus")

    assert found(provider="ny") == ["22906"]
    assert found(kind="amu_centre", dates="1") == ["22906"]
    assert found(place="8000", km="10", dates="1") == ["22906"]


def test_a_school_of_another_type_is_found_under_that(run):
    Provider.objects.update(kind="private_provider")

    assert found(kind="private_provider", dates="1") == ["22906"]
    assert check() == []


def test_a_school_that_moves_is_found_where_it_is(run, places):
    Location.objects.filter(pk=run.location_id).update(municipality=places["Aarhus"])

    assert found(municipality="0751", dates="1") == ["22906"]


def test_regions_that_merge_are_found_under_the_new_name(run):
    Municipality.objects.update(region_code="1086", region_name="Region Hele Landet")

    assert found(region="Region Hele Landet", dates="1") == ["22906"]
    assert check() == []


def test_a_class_belongs_to_the_region_there_is_on_its_first_day(run, places):
    Municipality.objects.update(region_code="1085", region_name="Region Sjælland")
    assert found(region="Region Sjælland", dates="1") == ["22906"]
    assert found(region="Region Østdanmark", dates="1") == []

    CourseRun.objects.update(starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 2))
    assert found(region="Region Sjælland", dates="1") == []
    assert found(region="Region Østdanmark", dates="1") == ["22906"]


def test_a_postal_code_that_changes_its_municipality_takes_its_schools_along(new_run, places):
    new_run("NEW")
    Location.objects.update(municipality=None, postal_code="6000")
    PostalCode.objects.update(municipality=places["Aarhus"])

    assert found(municipality="0751", dates="1") == ["22906"]
    assert check() == []


def test_an_everyday_word_is_understood_and_suggested(run):
    Synonym.objects.create(term="truckbevis", folded="truckbevis", means="gaffeltruck")
    assert found(q="truckbevis") == ["47592"]
    assert suggestions("truckb") == ["truckbevis"]
    Synonym.objects.all().delete()

    assert suggestions("truckb") == []


def cancelled_or_published_again(chance, run, course, places):
    change(run, status=chance.choice(["draft", "published", "cancelled"]))


def moved_to_another_day(chance, run, course, places):
    change(run, starts_on=TODAY + timedelta(days=chance.randrange(-5, 20)), ends_on=date(2027, 1, 1))


def renamed(chance, run, course, places):
    Course.objects.filter(pk=course.pk).update(title=f"Titel {chance.random()} for F/I")


def freed_of_the_fee(chance, run, course, places):
    Course.objects.filter(pk=course.pk).update(fee_exempt=chance.choice(["yes", "no", "unknown"]))


def carried_as_well(chance, run, course, places):
    RunCourse.objects.get_or_create(run=run, course=course)


def carried_no_more(chance, run, course, places):
    RunCourse.objects.filter(run=run, course=course).delete()


def lasting_longer(chance, run, course, places):
    RunCourse.objects.filter(run=run).update(days=chance.choice([1, 3, 5, 8]))


def seen_at_a_school(chance, run, course, places):
    CourseProvider.objects.get_or_create(course=course, provider=run.provider)


def seen_no_more(chance, run, course, places):
    CourseProvider.objects.filter(course=course).delete()


def moved_to_another_town(chance, run, course, places):
    Location.objects.filter(pk=run.location_id).update(municipality=chance.choice(list(places.values())))


def filled_or_emptied(chance, run, course, places):
    change(run, capacity=5, seats_elsewhere=0, seats_taken=chance.choice([0, 5]))


CHANGES = [
    cancelled_or_published_again, moved_to_another_day, renamed, freed_of_the_fee, carried_as_well, carried_no_more,
    lasting_longer, seen_at_a_school, seen_no_more, moved_to_another_town, filled_or_emptied,
]  # fmt: skip


def test_whatever_happens_the_index_is_what_the_rows_say(new_run, courses, places):
    """A long history of changes of every kind, some of them undone."""
    chance = random.Random(3)  # noqa: S311 - made up
    runs = [new_run(f"R{n}", carries=chance.choice(sorted(courses))) for n in range(12)]
    for _ in range(60):
        with transaction.atomic():
            for _ in range(chance.randrange(1, 4)):
                course = chance.choice(list(courses.values()))
                chance.choice(CHANGES)(chance, chance.choice(runs), course, places)
            transaction.set_rollback(chance.random() < 0.3)
        assert check() == []


def test_with_the_triggers_off_the_check_sees_it(run):
    """The control: if this fails, the test above shows nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE courses_courserun SET status = 'cancelled'")

    assert check() != []


def test_writing_everything_anew_mends_what_is_wrong_and_leaves_what_is_right(run):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM courses_searchrow WHERE run_id IS NOT NULL")
        cursor.execute("UPDATE courses_searchrow SET bits = bits # 4096 WHERE provider_id <> 0")
        cursor.execute("SELECT id FROM courses_searchrow WHERE provider_id = 0 ORDER BY id")
        right = cursor.fetchall()
        cursor.execute("SELECT courses_search_rebuild()")
        cursor.execute("SELECT id FROM courses_searchrow WHERE provider_id = 0 ORDER BY id")

        assert cursor.fetchall() == right
    assert check() == []


def test_one_class_is_written_without_looking_at_all_others(run):
    """A seat taken or given back writes its class's rows, under the lock on the class."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT * FROM courses_searchsource WHERE run_id = ANY(%s)", [[run.pk]])
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert re.search(r"on courses_runcourse rc\b(?:.*\n){1,2}.*\brun_id = ANY", plan), plan


@pytest.mark.parametrize(
    "elsewhere",
    [{"database": 1}, {"snapshot": f"{10**15}:{10**15}:"}],
    ids=["another database", "a cluster that is behind"],
)
def test_a_process_that_ran_on_while_a_backup_was_restored_reads_everything_again(run, elsewhere):
    catalogue, seen = read_catalogue()

    assert caught_up(catalogue, seen)[0] is catalogue
    assert caught_up(catalogue, replace(seen, **elsewhere))[0] is not catalogue


TWO_PAGES = """
import django
django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
page = Client(HTTP_HOST="localhost")
page.get("/da/kurser/")
with CaptureQueriesContext(connection) as asked:
    assert page.get("/da/kurser/").status_code == 200
print(len(asked))
"""


def questions_of_a_second_page(database):
    """How many queries the list takes in a process of its own that has made it before."""
    url = f"postgresql://{settings.DATABASES['default']['USER']}@/{database}?host={settings.DATABASES['default']['HOST']}"
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "amu.settings.test"}
    done = subprocess.run(
        [sys.executable, "-c", TWO_PAGES], env=environment, check=True, capture_output=True, text=True
    )
    return int(done.stdout)


@pytest.mark.django_db(transaction=True)
def test_a_restored_dump_answers_as_before_and_follows_changes(run, tmp_path):
    """Into another cluster, as after a loss: with the functions, the index, and the triggers that write it.

    The old cluster was older: a note has a transaction number that the new one has not reached. A new process
    there reads everything once, and does not take that note for news each time it is asked.
    """
    database = settings.DATABASES["default"]
    usual = questions_of_a_second_page(database["NAME"])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO courses_searchchange (transaction, courses) VALUES (2 ^ 62, '{}')")
    server = [f"--host={database['HOST']}", f"--username={database['USER']}", "--no-password"]
    dump, copy = tmp_path / "amu.dump", f"{database['NAME']}_restored"
    subprocess.run(
        [f"{binaries()}/pg_dump", *server, "--format=custom", f"--file={dump}", database["NAME"]], check=True
    )
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copy}"')
    try:
        subprocess.run(
            [f"{binaries()}/pg_restore", *server, "--exit-on-error", f"--dbname={copy}", str(dump)],
            check=True,
        )
        asked = """SELECT (SELECT count(*) FROM courses_searchrow), count(*) FROM (
            SELECT course_id, run_id, provider_id, place, town, starts_on, enrol_by, bits FROM courses_searchrow
            EXCEPT SELECT * FROM courses_searchsource) x"""
        psql = [f"{binaries()}/psql", *server, "--tuples-only", "--no-align", f"--dbname={copy}", "--command"]

        def ask(sql):
            return subprocess.run([*psql, sql], check=True, capture_output=True, text=True).stdout.strip()

        with connection.cursor() as cursor:
            cursor.execute(asked)
            assert ask(asked) == "|".join(str(value) for value in cursor.fetchone())
        assert questions_of_a_second_page(copy) == usual
        ask("UPDATE courses_courserun SET status = 'cancelled'")
        assert ask("SELECT count(*) FROM courses_searchrow WHERE run_id IS NOT NULL") == "0"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
