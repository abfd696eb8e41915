"""The waiting list: seats are given in the order of applying, in the same transaction."""

from datetime import timedelta

import pytest

from amu.journal.models import Entry
from amu.notices.models import Notice
from courses.classes.selectors import lock_run
from courses.models import CourseRun
from enrolment import services
from enrolment.models import Application
from enrolment.selectors.applications import applications_of
from enrolment.services.line import promote
from tests.situations import NOW, TODAY, actor, application, person, refusal, run, staff

pytestmark = pytest.mark.django_db


def minutes(count):
    return NOW + timedelta(minutes=count)


def line_of(where, count):
    """That many people in line, who applied a minute apart."""
    return [application(to=where, now=minutes(n)) for n in range(1, count + 1)]


def states(*applied):
    return [Application.objects.get(pk=one.pk).state for one in applied]


def withdraw(applied, now=NOW):
    return services.withdraw(applied.pk, actor=services.person(applied.person_id), now=now)


@pytest.fixture
def full():
    """A class with one seat, which somebody holds, and three in line."""
    where = run(capacity=1)
    return where, application(to=where), *line_of(where, 3)


def test_a_full_class_has_a_line(full):
    where, holder, *line = full

    assert states(holder, *line) == ["submitted", "waiting", "waiting", "waiting"]
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 1


def test_whoever_leaves_lets_the_first_in_with_the_same_seat(full):
    where, holder, first, second, third = full
    withdraw(holder)

    assert states(holder, first, second, third) == ["withdrawn", "submitted", "waiting", "waiting"]
    assert Application.objects.get(pk=first.pk).seat == 1
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 1


def test_nobody_is_given_a_seat_without_a_number():
    """Should the count ever say less than there are, the newcomer waits, and the count is no worse than before."""
    where = run(capacity=1)
    holder = application(to=where)
    CourseRun.objects.filter(pk=where.pk).update(seats_taken=0)
    newcomer = application(to=where)

    assert states(holder, newcomer) == ["submitted", "waiting"]
    assert newcomer.seat is None
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 0


def test_whoever_leaves_the_line_lets_nobody_in(full):
    where, holder, first, second, third = full
    withdraw(first)

    assert states(holder, first, second, third) == ["submitted", "withdrawn", "waiting", "waiting"]
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 1


def test_more_seats_go_to_the_line_in_order_and_a_newcomer_overtakes_nobody(full):
    where, holder, first, second, third = full
    CourseRun.objects.filter(pk=where.pk).update(capacity=3)
    newcomer = application(to=where, now=minutes(10))
    assert newcomer.state == "waiting"

    promote(lock_run(where.pk), now=minutes(11))

    assert states(holder, first, second, third, newcomer) == [
        "submitted",
        "submitted",
        "submitted",
        "waiting",
        "waiting",
    ]


def test_the_line_goes_by_when_people_applied_and_not_by_when_they_were_saved():
    where = run(capacity=1)
    holder = application(to=where)
    late = application(to=where, now=minutes(2))
    early = application(to=where, now=minutes(1))
    withdraw(holder)

    assert states(early, late) == ["submitted", "waiting"]


def test_in_the_same_moment_the_first_saved_comes_first():
    where = run(capacity=1)
    holder, first, second = application(to=where), application(to=where), application(to=where)
    withdraw(holder)

    assert states(first, second) == ["submitted", "waiting"]


def test_a_line_of_one_class_gets_no_seat_of_another(full):
    _, _, first, *_ = full
    withdraw(application(to=run(capacity=1)))

    assert states(first) == ["waiting"]


def test_the_one_who_gets_a_seat_is_told_and_the_journal_says_why(full):
    _, holder, first, _second, _ = full
    withdraw(holder)

    assert [notice.person_id for notice in Notice.objects.filter(code="application_seat_free")] == [
        first.person_id
    ]
    entry = Entry.objects.get(act="application.offer_seat")
    assert (entry.about, entry.actor_role, entry.facts["seat"]) == (first.ref, "system", 1)


def test_everybody_sees_how_many_stand_before_them(full):
    _, holder, *line = full

    ahead = [applications_of(one.person_id).get().ahead for one in (holder, *line)]
    assert ahead == [0, 0, 1, 2]


def test_people_in_other_lines_are_not_before_anybody(full):
    _, _, first, *_ = full
    where = run(capacity=1)
    application(to=where, now=NOW - timedelta(days=1))
    application(to=where, now=NOW - timedelta(hours=1))

    assert applications_of(first.person_id).get().ahead == 0


def test_nobody_is_offered_a_seat_in_a_class_that_has_begun(full):
    where, holder, first, *_ = full
    CourseRun.objects.filter(pk=where.pk).update(starts_on=TODAY, enrol_by=TODAY, ends_on=TODAY)
    withdraw(holder)

    assert states(first) == ["waiting"]
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 0


def test_leaving_twice_frees_one_seat(full):
    _where, holder, first, second, _ = full
    withdraw(holder)
    withdraw(holder, now=minutes(5))

    assert states(first, second) == ["submitted", "waiting"]
    assert Notice.objects.filter(code="application_withdrawn").count() == 1


def test_somebody_refused_cannot_withdraw():
    applied = application()
    services.refuse(applied.pk, refusal(), actor=actor(staff(school=applied.run.provider)), now=NOW)

    with pytest.raises(services.MoveNotAllowedError):
        withdraw(applied)


def test_whoever_withdrew_may_apply_again_at_the_end_of_the_line(full):
    where, _, first, _second, _ = full
    withdraw(first)
    again = application(of=first.person, to=where, now=minutes(20))

    assert again.pk != first.pk
    assert applications_of(again.person_id).get(pk=again.pk).ahead == 2


def test_refusing_somebody_in_line_leaves_the_seats_alone(full):
    where, _, first, second, _ = full
    services.refuse(first.pk, refusal(), actor=actor(staff(school=where.provider)), now=NOW)

    assert states(first, second) == ["refused", "waiting"]
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 1


def test_fewer_seats_leave_those_who_hold_one_where_they_are():
    where = run(capacity=3)
    applied = [application(to=where) for _ in range(3)]
    withdraw(applied[0])
    CourseRun.objects.filter(pk=where.pk).update(capacity=2)
    newcomer = application(of=person(), to=where)

    assert [
        (one.state, one.seat) for one in Application.objects.filter(pk__in=[a.pk for a in applied[1:]])
    ] == [
        ("submitted", 3),
        ("submitted", 2),
    ]
    assert newcomer.state == "waiting"
