"""A company that wants all or nothing, and single people, for the same seats. Each guard alone."""

import threading

import pytest
from django.db import IntegrityError

from courses.classes import selectors as run_selectors
from courses.models import CourseRun
from enrolment import invariants
from enrolment.models import Application, BookedSeat, Booking
from enrolment.rules.seats import lowest_free_seat
from enrolment.services import NotEnoughSeatsError
from enrolment.services import booking as booking_service
from tests.races.threads import at_once
from tests.situations import application, booking, company_member, person, run

pytestmark = pytest.mark.django_db(transaction=True)
FIVE = ("A A", "B B", "C C", "D D", "E E")


def seats_of(where):
    mine = Application.objects.filter(run=where, seat__isnull=False).values_list("seat", flat=True)
    booked = BookedSeat.objects.filter(run=where, seat__isnull=False).values_list("seat", flat=True)
    return sorted([*mine, *booked])


def test_all_or_nothing_against_single_people_never_oversells_and_never_books_a_part():
    where = run(capacity=12)
    members, people = [company_member() for _ in range(3)], [person() for _ in range(9)]

    results = at_once(
        *(lambda member=member: booking(member, to=where, names=FIVE) for member in members),
        *(lambda who=who: application(of=who, to=where) for who in people),
    )

    made = [each for each in results if isinstance(each, Booking)]
    assert {type(each) for each in results} <= {Booking, NotEnoughSeatsError, Application}
    assert all(each.seats.count() == len(FIVE) for each in made)
    numbers = seats_of(where)
    assert numbers == list(range(1, len(numbers) + 1))
    assert CourseRun.objects.get(pk=where.pk).seats_taken == len(numbers) <= 12
    assert [each.state for each in results if isinstance(each, Application)].count("submitted") == len(
        numbers
    ) - len(FIVE) * len(made)
    assert invariants.check() == []


@pytest.fixture
def no_lock(monkeypatch):
    """Read the run without locking it."""
    looked = threading.Barrier(2)

    def look(pk):
        found = run_selectors.as_facts(CourseRun.objects.get(pk=pk))
        meet(looked)
        return found

    monkeypatch.setattr(booking_service, "lock_run", look)


def meet(barrier):
    """Wait for the other one; when a lock keeps them away, go on alone."""
    try:
        barrier.wait(timeout=1)
    except threading.BrokenBarrierError:
        return


@pytest.fixture
def no_conditional_count(monkeypatch):
    """Choose the numbers and then count them: two statements in place of one."""
    looked = threading.Barrier(2)

    def reserve_seats(run_id, seats_total, count):
        taken = set(BookedSeat.objects.filter(run_id=run_id).values_list("seat", flat=True))
        before = CourseRun.objects.get(pk=run_id).seats_taken
        meet(looked)
        numbers = []
        for _ in range(count):
            numbers.append(lowest_free_seat(taken | set(numbers), seats_total))
        CourseRun.objects.filter(pk=run_id).update(seats_taken=before + count)
        return numbers

    monkeypatch.setattr(booking_service, "reserve_seats", reserve_seats)


def two_companies(where):
    return at_once(
        lambda: booking(company_member(), to=where, names=FIVE),
        lambda: booking(company_member(), to=where, names=FIVE),
    )


def test_control_without_lock_and_count_the_unique_seat_alone_is_left_to_refuse(
    no_lock, no_conditional_count
):
    where = run(capacity=5)

    results = two_companies(where)

    assert sorted(type(each).__name__ for each in results) == [Booking.__name__, IntegrityError.__name__]


def test_with_the_count_alone_the_second_company_gets_nothing(no_lock):
    where = run(capacity=5)

    results = two_companies(where)

    assert sorted(type(each).__name__ for each in results) == ["Booking", "NotEnoughSeatsError"]
    assert seats_of(where) == [1, 2, 3, 4, 5]
