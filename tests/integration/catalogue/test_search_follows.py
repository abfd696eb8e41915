"""A process that has searched before finds what has been committed since, and nothing that was undone."""

import random
import threading
from datetime import date, timedelta

import numpy as np
import pytest
from django.db import connection, connections, transaction

from courses.classes.services.seats import give_back_seat, take_seat
from courses.models import (
    Course,
    CourseProvider,
    CourseRun,
    Location,
    Provider,
    RunCourse,
    SearchChange,
    Synonym,
)
from courses.search import catalogue, keeper
from courses.search.answer import search
from courses.search.catalogue import read_catalogue
from courses.search.keeper import KEEPER
from courses.search.query import parse_search
from courses.search.row_services import rebuild, refresh, refresh_courses
from tests.integration.catalogue.conftest import index

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 9, 1)


@pytest.fixture
def run(new_run):
    """A class that this process has seen."""
    run = new_run("SEEN", capacity=2, seats_elsewhere=1)
    index()
    assert found(dates="1") == ["22906"]
    return run


def found(**asked):
    return [hit.course.code for hit in search(parse_search(asked), today=TODAY).hits]


def in_another_connection(work):
    """Done and committed by somebody else: another thread has its own connection."""
    raised = []

    def target():
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again below
            raised.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=target)
    thread.start()
    thread.join(timeout=20)
    assert not thread.is_alive()
    if raised:
        raise raised[0]


def change(run, **facts):
    CourseRun.objects.filter(pk=run.pk).update(**facts)
    refresh([run.pk])


def test_a_new_class_is_found(run, new_run):
    in_another_connection(lambda: refresh([new_run("NEW", carries="47592").pk]))

    assert sorted(found(dates="1")) == ["22906", "47592"]


def test_a_class_that_is_cancelled_is_found_no_more(run):
    in_another_connection(lambda: change(run, status="cancelled"))

    assert found(dates="1") == []


def test_a_class_that_is_deleted_without_a_word_is_found_no_more(run):
    in_another_connection(run.delete)

    assert found(dates="1") == []


def test_the_last_seat_is_known_to_be_gone_and_to_be_back(run):
    in_another_connection(lambda: take_seat(run.pk))
    assert found(seats="1") == []
    in_another_connection(lambda: give_back_seat(run.pk))
    assert found(seats="1") == ["22906"]


def test_rows_that_are_written_by_hand_are_noticed_too(run):
    def by_hand():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE courses_searchrow SET starts_on = '2026-08-31' WHERE run_id IS NOT NULL")

    in_another_connection(by_hand)

    assert found(dates="1") == []


def test_what_is_undone_is_not_seen(run):
    with transaction.atomic():
        change(run, status="cancelled")
        assert found(dates="1") == []
        transaction.set_rollback(True)

    assert found(dates="1") == ["22906"]


def test_a_course_is_listed_by_its_new_title(run):
    assert found()[-1] != "22906"
    in_another_connection(lambda: Course.objects.filter(number="22906").update(title="Årets asbest"))
    assert found()[-1] == "22906"


def test_a_course_is_found_by_its_new_area(run):
    in_another_connection(lambda: Course.objects.filter(number="22906").update(subject_area="service"))

    assert found(area="service") == ["22906"]


def test_a_new_school_is_known_with_its_first_class(run, new_run, places):
    def found_school():
        school = Provider.objects.create(
            key="ny", name="Ny Skole", kind="amu_centre", municipality=places["Aarhus"]
        )
        refresh([new_run("NEW", provider=school, place="Aarhus").pk])

    in_another_connection(found_school)

    assert found(provider="ny") == ["22906"]
    assert found(place="8000", km="10", dates="1") == ["22906"]


def test_a_school_that_moves_is_found_where_it_is(run, places):
    moved = Location.objects.filter(pk=run.location_id)
    in_another_connection(lambda: moved.update(municipality=places["Aarhus"]))

    assert found(municipality="0751", dates="1") == ["22906"]


def test_a_new_everyday_word_is_understood(run):
    assert found(q="truckbevis") == []
    in_another_connection(
        lambda: Synonym.objects.create(term="truckbevis", folded="truckbevis", means="gaffeltruck")
    )

    assert found(q="truckbevis") == ["47592"]


def test_who_began_before_and_ends_after_another_is_not_missed(run, new_run):
    """Numbers are given when a transaction begins to write; it may be seen long after later numbers."""
    early = new_run("EARLY", carries="47592", is_found=False)
    late = new_run("LATE", carries="49041-B", is_found=False)
    has_written, may_commit = threading.Event(), threading.Event()

    def slowly():
        with transaction.atomic():
            refresh([early.pk])
            has_written.set()
            assert may_commit.wait(timeout=20)
        connections.close_all()

    slow = threading.Thread(target=slowly)
    slow.start()
    assert has_written.wait(timeout=20)
    in_another_connection(lambda: refresh([late.pk]))
    assert sorted(found(dates="1")) == ["22906", "49041-B"]
    newest = SearchChange.objects.order_by("-pk")[0].pk
    may_commit.set()
    slow.join(timeout=20)

    assert sorted(found(dates="1")) == ["22906", "47592", "49041-B"]
    # The harm it guards against: whoever only looks for higher numbers than the last sees nothing new.
    assert not SearchChange.objects.filter(pk__gt=newest).exists()


def test_a_reader_that_was_away_too_long_reads_everything(run, monkeypatch):
    monkeypatch.setattr(catalogue, "LONGEST_AWAY", -1)
    SearchChange.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE courses_searchrow DISABLE TRIGGER USER")
        try:
            cursor.execute("DELETE FROM courses_searchrow WHERE run_id IS NOT NULL")
        finally:
            cursor.execute("ALTER TABLE courses_searchrow ENABLE TRIGGER USER")

    assert found(dates="1") == []


def test_with_the_notes_off_a_change_is_missed(run):
    """The control: if this fails, something else keeps the process up to date and the tests above show nothing."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE courses_searchrow DISABLE TRIGGER USER")
        try:
            cursor.execute("DELETE FROM courses_searchrow WHERE run_id IS NOT NULL")
        finally:
            cursor.execute("ALTER TABLE courses_searchrow ENABLE TRIGGER USER")

    assert found(dates="1") == ["22906"]
    KEEPER.forget()
    assert found(dates="1") == []


def test_so_many_changes_at_once_are_read_as_a_whole(run, monkeypatch):
    monkeypatch.setattr(catalogue, "MANY", 2)
    in_another_connection(lambda: (CourseRun.objects.update(status="draft"), rebuild()))
    refresh_courses(list(Course.objects.values_list("pk", flat=True)))

    assert found(dates="1") == []


def test_with_more_rows_than_a_country_has_changes_wait_a_moment(run, monkeypatch):
    monkeypatch.setattr(keeper, "VERY_MANY", 0)
    monkeypatch.setattr(keeper, "SHARE", 1e-9)  # so that the moment does not end during the test
    assert found(dates="1") == ["22906"]
    change(run, status="cancelled")
    assert found(dates="1") == ["22906"]
    KEEPER._not_before = 0.0

    assert found(dates="1") == []


def test_notes_are_kept_for_a_day_and_then_go(run):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE courses_searchchange SET made_at = now() - interval '25 hours'")
    old = set(SearchChange.objects.values_list("pk", flat=True))
    refresh([run.pk])

    left = set(SearchChange.objects.values_list("pk", flat=True))
    assert len(old - left) > 0
    assert left - old


def test_nobody_waits_for_old_notes_that_another_is_removing(run, courses):
    """Two who write at once both tidy up; neither holds the other."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE courses_searchchange SET made_at = now() - interval '25 hours'")
    with transaction.atomic():
        refresh([run.pk])
        in_another_connection(lambda: refresh_courses([courses["47592"].pk]))


def cancelled_or_published_again(chance, run, course, places):
    change(run, status=chance.choice(["draft", "published", "cancelled"]))


def moved_to_another_day(chance, run, course, places):
    change(run, starts_on=TODAY + timedelta(days=chance.randrange(-5, 20)), ends_on=date(2027, 1, 1))


def renamed(chance, run, course, places):
    Course.objects.filter(pk=course.pk).update(title=f"Titel {chance.random()}")


def carried_as_well(chance, run, course, places):
    RunCourse.objects.get_or_create(run=run, course=course)
    refresh([run.pk])


def seen_at_a_school(chance, run, course, places):
    CourseProvider.objects.get_or_create(course=course, provider=run.provider)
    refresh_courses([course.pk])


def moved_to_another_town(chance, run, course, places):
    Location.objects.filter(pk=run.location_id).update(municipality=chance.choice(list(places.values())))


CHANGES = [
    cancelled_or_published_again,
    moved_to_another_day,
    renamed,
    carried_as_well,
    seen_at_a_school,
    moved_to_another_town,
]


def test_whatever_happens_what_is_kept_is_what_is_there(new_run, courses, places):
    """A long history of changes of every kind, by several connections, some of them undone."""
    chance = random.Random(3)  # noqa: S311 - made up
    index()
    runs = [new_run(f"R{n}", carries=chance.choice(sorted(courses))) for n in range(12)]
    KEEPER.view(TODAY)

    def a_few_changes():
        with transaction.atomic():
            for _ in range(chance.randrange(1, 4)):
                course = chance.choice(list(courses.values()))
                chance.choice(CHANGES)(chance, chance.choice(runs), course, places)
            transaction.set_rollback(chance.random() < 0.3)

    for _ in range(60):
        in_another_connection(a_few_changes)
        kept, there = KEEPER.view(TODAY).catalogue, read_catalogue()[0]
        for mine, theirs in zip(kept.rows.columns(), there.rows.columns(), strict=True):
            assert np.array_equal(mine, theirs)
        assert kept.courses.listed == there.courses.listed
        assert kept.reference.geography == there.reference.geography
