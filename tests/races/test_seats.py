"""The last seat, and many people for few seats. Each guard alone, and the harm without either."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.db.models import F

from amu.people.enums import Role
from courses.classes import selectors as run_selectors
from courses.classes.services.counting import Count, take_count
from courses.classes.services.keys import make_key
from courses.models import CourseRun
from enrolment.models import Application
from enrolment.rules.seats import lowest_free_seat
from enrolment.services import applying
from tests.races.threads import at_once
from tests.situations import NOW, TODAY, actor, application, person, run, staff

pytestmark = pytest.mark.django_db(transaction=True)


def apply_by(who, where):
    return lambda: application(of=who, to=where)


def seats_of(where):
    return list(Application.objects.filter(run=where).order_by("seat").values_list("seat", flat=True))


def test_the_last_seat_goes_to_one_and_the_other_waits():
    where = run(capacity=1)

    results = at_once(apply_by(person(), where), apply_by(person(), where))

    assert sorted((made.state, made.seat) for made in results) == [("submitted", 1), ("waiting", None)]
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 1


def test_thirty_people_for_ten_seats_get_exactly_seats_one_to_ten():
    where = run(capacity=10)
    people = [person() for _ in range(30)]

    results = at_once(*(apply_by(who, where) for who in people))

    assert [type(made) for made in results] == [Application] * 30
    assert sorted(made.seat for made in results if made.seat) == list(range(1, 11))
    assert [made.state for made in results].count("waiting") == 20
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 10


# The controls: the same race with guards switched off. `meet` holds both people at the point
# where each has looked and neither has written, so the harm happens every time, not sometimes.


@pytest.fixture
def no_lock(monkeypatch):
    """Read the run without locking it."""

    def look(pk, *, known):
        return run_selectors.as_facts(CourseRun.objects.get(pk=pk))

    monkeypatch.setattr(applying, "lock_run", look)


@pytest.fixture
def no_conditional_count(monkeypatch):
    """Look whether a seat is left, choose it, then count it: three statements in place of one."""

    def reserve_seat(run_id, seats_total):
        row = CourseRun.objects.get(pk=run_id)
        if row.seats_left < 1:
            return None
        taken = set(Application.objects.holding_a_seat().filter(run_id=run_id).values_list("seat", flat=True))
        meet(both_have_looked)
        CourseRun.objects.filter(pk=run_id).update(seats_taken=row.seats_taken + 1)
        return lowest_free_seat(taken, seats_total)

    both_have_looked = threading.Barrier(2)
    monkeypatch.setattr(applying, "reserve_seat", reserve_seat)


def meet(barrier):
    """Wait for the other one; when a lock keeps them away, go on alone."""
    try:
        barrier.wait(timeout=1)
    except threading.BrokenBarrierError:
        return


@pytest.fixture
def no_unique_seat(transactional_db):
    """Without the unique seat the database no longer stops two people on one chair."""
    from django.db import connection

    constraint = next(c for c in Application._meta.constraints if c.name == "one_person_per_seat")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Application, constraint)
    yield
    Application.objects.update(seat=None, state="withdrawn")
    with connection.schema_editor() as editor:
        editor.add_constraint(Application, constraint)


def test_control_without_lock_count_and_constraint_the_last_seat_is_sold_twice(
    no_lock, no_conditional_count, no_unique_seat
):
    where = run(capacity=1)

    at_once(apply_by(person(), where), apply_by(person(), where))

    assert seats_of(where) == [1, 1]
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 1


def test_without_lock_and_count_the_unique_seat_still_refuses_the_second(no_lock, no_conditional_count):
    where = run(capacity=1)

    results = at_once(apply_by(person(), where), apply_by(person(), where))

    assert sorted(type(made).__name__ for made in results) == ["Application", "IntegrityError"]
    assert seats_of(where) == [1]


def test_with_the_lock_alone_the_second_one_waits(no_conditional_count):
    where = run(capacity=1)

    results = at_once(apply_by(person(), where), apply_by(person(), where))

    assert sorted((made.state, made.seat) for made in results) == [("submitted", 1), ("waiting", None)]


def test_with_the_conditional_count_alone_the_second_one_waits(no_lock):
    where = run(capacity=1)

    results = at_once(apply_by(person(), where), apply_by(person(), where))

    assert sorted((made.state, made.seat) for made in results) == [("submitted", 1), ("waiting", None)]


def test_the_database_itself_never_counts_more_than_there_is():
    where = run(capacity=1)

    with pytest.raises(IntegrityError, match="run_never_oversold"):
        CourseRun.objects.filter(pk=where.pk).update(seats_taken=F("seats_taken") + 2)


def test_two_who_leave_at_once_let_exactly_two_in():
    from enrolment import services

    where = run(capacity=2)
    first, second = application(to=where), application(to=where)
    line = [application(to=where, now=NOW + timedelta(minutes=n)) for n in range(1, 4)]

    at_once(
        *(
            lambda left=left: services.withdraw(left.pk, actor=services.person(left.person_id), now=NOW)
            for left in (first, second)
        )
    )

    states = list(
        Application.objects.filter(pk__in=[a.pk for a in line]).order_by("pk").values_list("state", flat=True)
    )
    assert states == ["submitted", "submitted", "waiting"]
    assert CourseRun.objects.get(pk=where.pk).seats_taken == 2


def test_a_count_from_the_schools_own_system_and_people_who_apply_never_sell_a_seat_twice():
    where = run(capacity=4)
    by = actor(staff(Role.LEADER, where.provider), Role.LEADER)
    key, _text = make_key(where.provider_id, name="Studieadministration", actor=by, now=NOW)
    people = [person() for _ in range(3)]

    at_once(
        lambda: take_count(where.pk, Count(3, TODAY), key=key, now=NOW),
        *(apply_by(who, where) for who in people),
    )

    after = CourseRun.objects.get(pk=where.pk)
    assert after.seats_elsewhere + after.seats_taken <= 4
    assert after.seats_taken == len([seat for seat in seats_of(where) if seat])
