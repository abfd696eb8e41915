"""The search index follows every change in the same transaction, and check_invariants finds differences."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from courses.classes.services.seats import give_back_seat, take_seat
from courses.invariants import check
from courses.loading.demo import make_demo
from courses.models import Course, CourseRun, RunCourse, SearchRow
from courses.search.rules.bits import FIRST_REGION_BIT, Bit


@pytest.fixture
def run(new_run):
    return new_run("RUN", capacity=2, seats_elsewhere=1)


def bits_of(run):
    return Bit(SearchRow.objects.get(run=run).bits)


def broken():
    return {found.name for found in check()}


def test_the_row_says_what_the_run_says(run):
    row = SearchRow.objects.get(run=run)

    assert (row.provider_id, row.place) == (run.provider_id, run.location_id)
    assert (row.starts_on, row.enrol_by) == (run.starts_on, run.enrol_by)
    assert Bit(row.bits) == (
        Bit.DATED
        | Bit.DAY
        | Bit.FULL_TIME
        | Bit.IN_DANISH
        | Bit.UP_TO_3_DAYS
        | Bit.SEATS
        | Bit[run.provider.kind.upper()]
        | 1 << FIRST_REGION_BIT + 2
    )
    assert check() == []


@pytest.mark.parametrize(
    ("facts", "bit"),
    [
        ({"form": "evening"}, Bit.EVENING),
        ({"form": "weekend"}, Bit.WEEKEND),
        ({"form": "distance"}, Bit.DISTANCE),
        ({"form": "unknown"}, Bit.FORM_UNKNOWN),
        ({"hours": "17.00–20.42"}, Bit.PART_TIME),
        ({"hours": "efter aftale"}, Bit.PACE_UNKNOWN),
        ({"hours": ""}, Bit.PACE_UNKNOWN),
        ({"in_foreign_language": True}, Bit.IN_OTHER_LANGUAGE),
        ({"is_guaranteed": True}, Bit.GUARANTEED),
        ({"published_price": 0}, Bit.FREE),
    ],
)
def test_each_fact_has_its_bit(run, facts, bit):
    assert not bits_of(run) & bit
    CourseRun.objects.filter(pk=run.pk).update(**facts)

    assert bits_of(run) & bit
    assert check() == []


@pytest.mark.parametrize(
    ("days", "bit"),
    [
        ("0.5", Bit.ONE_DAY),
        ("1", Bit.ONE_DAY),
        ("3", Bit.UP_TO_3_DAYS),
        ("3.3", Bit.UP_TO_5_DAYS),
        ("5.5", Bit.LONGER),
    ],
)
def test_the_length_is_that_of_the_run(run, days, bit):
    RunCourse.objects.filter(run=run).update(days=days)

    assert bits_of(run) & bit


def test_a_course_for_people_with_another_first_language_is_known_by_its_title(run):
    Course.objects.filter(number="22906").update(title="Dansk for F/I, alment niveau")

    assert bits_of(run) & Bit.SECOND_LANGUAGE


def test_the_last_seat_is_noted_when_it_goes_and_when_it_comes_back(run):
    assert bits_of(run) & Bit.SEATS
    take_seat(run.pk)
    assert not bits_of(run) & Bit.SEATS
    assert check() == []
    give_back_seat(run.pk)
    assert bits_of(run) & Bit.SEATS
    assert check() == []


def test_a_seat_among_many_writes_nothing_to_the_search(new_run, django_assert_num_queries):
    run = new_run("RUN", capacity=20)
    before = SearchRow.objects.values_list("pk", "bits").get(run=run)
    xmin = _xmin(run)
    with django_assert_num_queries(1):
        take_seat(run.pk)

    assert SearchRow.objects.values_list("pk", "bits").get(run=run) == before
    assert _xmin(run) == xmin


def _xmin(run):
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin, ctid FROM courses_searchrow WHERE run_id = %s", [run.pk])
        return cursor.fetchone()


@pytest.mark.parametrize("status", ["draft", "cancelled"])
def test_a_run_that_is_not_published_is_not_found(run, status):
    CourseRun.objects.filter(pk=run.pk).update(status=status)

    assert not SearchRow.objects.filter(run=run).exists()
    assert check() == []


def test_a_run_that_is_deleted_leaves_nothing_behind(run):
    run.delete()

    assert check() == []


def test_a_package_is_found_under_each_of_its_courses(run, courses):
    RunCourse.objects.create(run=run, course=courses["47592"], days=1)

    assert SearchRow.objects.filter(run=run).count() == 2
    assert check() == []


def test_a_package_is_free_only_when_all_of_it_is(run, courses):
    CourseRun.objects.filter(pk=run.pk).update(published_price=None)
    RunCourse.objects.create(run=run, course=courses["47592"], days=1)
    Course.objects.filter(number="22906").update(fee_exempt="yes")
    assert not any(
        bits & Bit.FREE for bits in SearchRow.objects.filter(run=run).values_list("bits", flat=True)
    )
    Course.objects.filter(number="47592").update(fee_exempt="yes")

    assert all(bits & Bit.FREE for bits in SearchRow.objects.filter(run=run).values_list("bits", flat=True))


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE courses_searchrow SET bits = bits # 1024 WHERE run_id IS NOT NULL",
        "UPDATE courses_searchrow SET starts_on = starts_on + 1 WHERE run_id IS NOT NULL",
        "UPDATE courses_searchrow SET enrol_by = enrol_by - 1 WHERE run_id IS NOT NULL",
        "UPDATE courses_searchrow SET place = 0 WHERE run_id IS NOT NULL",
        "DELETE FROM courses_searchrow WHERE run_id IS NOT NULL",
        "DELETE FROM courses_searchrow WHERE provider_id = 0",
        "UPDATE courses_coursetext SET title = 'x'",
        "DELETE FROM courses_coursetext",
    ],
)
def test_the_check_sees_every_way_of_being_wrong(run, harm):
    assert broken() == set()
    with connection.cursor() as cursor:
        cursor.execute(harm)

    assert broken()


def test_the_command_names_what_is_broken_and_fails(run, capsys):
    call_command("check_invariants")
    SearchRow.objects.filter(run=run).delete()
    with pytest.raises(SystemExit) as ended:
        call_command("check_invariants")

    assert ended.value.code == 1
    assert "search_row_missing_or_old: 1" in capsys.readouterr().err


def test_invented_runs_are_found_at_once(courses):
    assert make_demo(50, seed=1, first_day=date(2026, 9, 1)) == 50
    assert make_demo(50, seed=1, first_day=date(2026, 9, 1)) == 0

    assert SearchRow.objects.filter(run__isnull=False).count() == 50
    assert check() == []
