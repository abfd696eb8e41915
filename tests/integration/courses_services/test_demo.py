"""Invented runs: plausible, marked, and the same for the same seed."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from courses.loading.demo import make_demo
from courses.models import Course, CourseProvider, CourseRun, RunCourse
from tests.integration.courses_services.conftest import contents
from tests.situations import course, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
START = date(2026, 9, 1)


def made(seed=1):
    return CourseRun.objects.filter(booking_code__startswith=f"DEMO{seed}-").order_by("booking_code")


def facts(rows):
    """All that was made, but for the ids the database gave."""
    columns = [
        field.name for field in CourseRun._meta.concrete_fields if field.name not in {"id", "booking_code"}
    ]
    return list(
        rows.values_list(*columns, "run_courses__course", "run_courses__days", "run_courses__full_price")
    )


def test_the_same_seed_makes_the_same_runs():
    make_demo(40, seed=7, first_day=START)
    first = facts(made(7))
    RunCourse.objects.filter(run__in=made(7)).delete()
    made(7).delete()
    make_demo(40, seed=7, first_day=START)

    assert facts(made(7)) == first
    assert len(first) == 40


def test_another_seed_makes_others():
    make_demo(40, seed=1, first_day=START)
    make_demo(40, seed=2, first_day=START)

    assert facts(made(1)) != facts(made(2))


def test_twice_adds_none():
    make_demo(40, seed=1, first_day=START)
    before = contents()

    assert make_demo(40, seed=1, first_day=START) == 0
    assert contents() == before


def test_more_of_the_same_seed_adds_the_rest():
    make_demo(10, seed=1, first_day=START)
    ten = facts(made(1))

    assert make_demo(15, seed=1, first_day=START) == 5
    assert facts(made(1))[:10] == ten


def test_every_one_is_marked_and_no_real_one_is():
    make_demo(40, seed=1, first_day=START)

    assert set(made().values_list("is_demo", "source")) == {(True, "demonstration data")}
    assert not CourseRun.objects.exclude(pk__in=made()).filter(is_demo=True).exists()


def test_only_providers_seen_holding_a_course_hold_it():
    make_demo(400, seed=1, first_day=START)
    seen = set(CourseProvider.objects.values_list("course", "provider"))

    assert set(made().values_list("run_courses__course", "provider")) <= seen


def test_the_course_with_real_runs_gets_no_invented_ones():
    make_demo(400, seed=1, first_day=START)

    assert not made().filter(run_courses__course__number="22906").exists()


def test_every_course_gets_one_before_any_gets_its_second():
    offers = CourseProvider.objects.exclude(course__number="22906").exclude(course__duration_days=None)
    make_demo(offers.count(), seed=1, first_day=START)

    assert sorted(made().values_list("run_courses__course", "provider")) == sorted(
        offers.values_list("course", "provider")
    )


def test_they_are_plausible():
    make_demo(400, seed=1, first_day=START)

    for one in made():
        assert START < one.starts_on <= one.ends_on
        assert one.enrol_by <= one.starts_on
        assert one.starts_on.weekday() >= 5 if one.form == "weekend" else one.starts_on.weekday() < 5
        assert one.seats_left >= 0
        assert one.published_price > 0


def test_nothing_else_in_the_catalogue_is_touched():
    real = run(courses=[course(number="99999")])
    before = contents()
    make_demo(5, seed=1, first_day=START)
    after = contents()

    assert {name for name in after if after[name] != before[name]} == {
        "CourseRun",
        "RunCourse",
        "SearchChange",
    }
    real.refresh_from_db()
    assert not real.is_demo


def test_an_empty_catalogue_gives_nothing_to_invent_from():
    CourseProvider.objects.all().delete()

    assert make_demo(5, seed=1, first_day=START) == 0


def test_the_command_says_how_many_are_new(capsys):
    call_command("make_demo", "--runs", "5", "--seed", "3", "--from", "2026-09-01")
    call_command("make_demo", "--runs", "8", "--seed", "3", "--from", "2026-09-01")

    assert capsys.readouterr().out.splitlines() == [
        "5 runs made, 0 were there already",
        "3 runs made, 5 were there already",
    ]


def test_the_command_refuses_a_negative_number():
    with pytest.raises(CommandError):
        call_command("make_demo", "--runs", "-1")
    assert Course.objects.exists()
