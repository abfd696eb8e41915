"""Seats booked by a company: as exact as any, named by a day, and each taken over by the person's own application."""

from datetime import timedelta

import pytest
from django.core import mail

from amu.journal.models import Entry
from amu.kernel.states import MoveNotAllowedError
from amu.notices.models import Notice
from courses.models import CourseRun
from enrolment import invariants
from enrolment import services as enrolment
from enrolment.models import BookedSeat, Booking
from enrolment.rules.naming import last_day_to_name
from enrolment.services.booked_due import release_overdue, remind_to_name
from enrolment.services.ending import close_cancelled
from tests.situations import (
    NOW,
    TODAY,
    actor,
    application,
    applied_on,
    at_ten,
    booking,
    claimed,
    company_member,
    run,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _counts_hold():
    yield
    assert invariants.check() == []


def by(member):
    return actor(member.user, "company")


def seats_of(made):
    return list(made.seats.values_list("state", "seat", "name"))


def taken(where):
    return CourseRun.objects.get(pk=where.pk).seats_taken


def test_named_and_unnamed_seats_are_numbered_and_counted():
    where = run(capacity=4)
    made = booking(to=where, names=["Anna Ny", "Bo By"], unnamed=1)

    assert seats_of(made) == [("asked", 1, "Anna Ny"), ("asked", 2, "Bo By"), ("open", 3, "")]
    assert taken(where) == 3
    assert application(to=where).seat == 4


def test_all_or_nothing_books_nothing_where_one_is_missing():
    where = run(capacity=2)

    with pytest.raises(enrolment.NotEnoughSeatsError) as caught:
        booking(to=where, unnamed=2)

    assert (caught.value.free, taken(where), Booking.objects.count()) == (2, 0, 0)


def test_as_many_as_there_are_books_the_first_of_the_list():
    where = run(capacity=2)
    made = booking(to=where, names=["Anna Ny", "Bo By", "Carl Cool"], all_or_nothing=False)

    assert [name for _, _, name in seats_of(made)] == ["Anna Ny", "Bo By"]
    assert taken(where) == 2


def test_no_seat_is_free_for_a_company_while_somebody_waits():
    where = run(capacity=1)
    application(to=where)
    application(to=where)
    CourseRun.objects.filter(pk=where.pk).update(capacity=5)

    with pytest.raises(enrolment.NotEnoughSeatsError):
        booking(to=where, all_or_nothing=False)


def test_the_same_form_twice_is_one_booking():
    member, where = company_member(), run()
    key = "7b0d0ddc-7a32-4f1c-9d35-0a0f5f4f3a10"
    first = booking(member, to=where, key=key)

    assert booking(member, to=where, key=key) == first
    assert taken(where) == 1


def test_whoever_is_named_takes_the_seat_over_with_their_own_application():
    where = run(capacity=2)
    made = booking(to=where, unnamed=1)
    seat = made.seats.first()

    mine = applied_on(seat)

    seat.refresh_from_db()
    assert (mine.state, mine.seat, mine.payer) == ("submitted", 1, "employer")
    assert (seat.state, seat.seat, seat.application) == ("confirmed", None, mine)
    assert taken(where) == 2


def test_the_booked_seat_is_theirs_after_the_last_day_to_apply_and_while_others_wait():
    where = run(capacity=1)
    seat = booking(to=where).seats.get()
    application(to=where)
    late = at_ten(where.starts_on - timedelta(days=2))

    assert applied_on(seat, now=late).seat == 1


def test_two_people_cannot_have_one_booked_seat():
    seat = booking().seats.get()
    claimed(seat)

    with pytest.raises(enrolment.SeatGoneError):
        claimed(seat)


def test_whoever_is_swapped_before_they_applied_finds_the_seat_gone():
    member = company_member()
    seat = booking(member).seats.get()
    who = claimed(seat)
    enrolment.name_seat(seat.pk, enrolment.Wish("Dorte Ny", "d@firma.example"), actor=by(member), now=NOW)

    with pytest.raises(enrolment.SeatGoneError):
        claimed(seat, who)
    assert BookedSeat.objects.get().version == 2


def test_a_swap_takes_the_seat_of_whoever_had_applied_and_tells_them():
    member, where = company_member(), run(capacity=1)
    seat = booking(member, to=where).seats.get()
    first = applied_on(seat)
    waiting = application(to=where)

    enrolment.name_seat(seat.pk, enrolment.Wish("Dorte Ny", "d@firma.example"), actor=by(member), now=NOW)

    first.refresh_from_db()
    waiting.refresh_from_db()
    assert (first.state, waiting.state) == ("withdrawn", "waiting")
    assert Notice.objects.filter(code="booking_seat_given_away", person=first.person).exists()
    assert applied_on(BookedSeat.objects.get()).seat == 1


def test_nobody_is_swapped_once_the_class_has_begun():
    member, where = company_member(), run()
    seat = booking(member, to=where).seats.get()

    with pytest.raises(enrolment.TooLateError):
        enrolment.name_seat(
            seat.pk, enrolment.Wish("D", "d@firma.example"), actor=by(member), now=at_ten(where.starts_on)
        )


def test_a_seat_given_up_goes_to_the_next_in_line():
    member, where = company_member(), run(capacity=1)
    seat = booking(member, to=where).seats.get()
    waiting = application(to=where)

    enrolment.release_seat(seat.pk, actor=by(member), now=NOW)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.seat) == ("submitted", 1)
    with pytest.raises(MoveNotAllowedError):
        enrolment.name_seat(seat.pk, enrolment.Wish("D", "d@firma.example"), actor=by(member), now=NOW)


def test_unnamed_seats_are_named_by_a_day_or_released():
    where = run(capacity=2)
    made = booking(to=where, unnamed=1)
    waiting = application(to=where)
    last = made.name_by
    assert last == where.starts_on - timedelta(days=14)

    assert remind_to_name(at_ten(last - timedelta(days=3))) == 1
    assert release_overdue(at_ten(last)) == 0
    assert release_overdue(at_ten(last + timedelta(days=1))) == 1

    waiting.refresh_from_db()
    assert [state for state, _, _ in seats_of(made)] == ["asked", "released"]
    assert waiting.seat == 2
    assert set(Notice.objects.filter(person=made.booked_by).values_list("code", flat=True)) == {
        "booking_seats_to_name",
        "booking_seats_released",
    }


def test_what_nobody_applied_on_is_released_when_the_class_begins():
    where = run()
    made = booking(to=where, names=["Anna Ny", "Bo By"])
    applied_on(made.seats.first())

    assert release_overdue(at_ten(where.starts_on)) == 1
    assert made.seats.last().released_because == "not_confirmed"
    assert taken(where) == 1


def test_a_cancelled_class_gives_its_booked_seats_back():
    where = run()
    made = booking(to=where, unnamed=1)
    CourseRun.objects.filter(pk=where.pk).update(status="cancelled", cancelled_because="Ingen lærer")

    close_cancelled(where.pk, occasion="version 2", now=NOW)

    assert {state for state, _, _ in seats_of(made)} == {"released"}
    assert taken(where) == 0


def test_whoever_has_applied_by_themselves_is_told_so():
    where = run()
    mine = application(to=where)
    seat = booking(to=where).seats.get()

    with pytest.raises(enrolment.AppliedAlreadyError) as caught:
        claimed(seat, mine.person)
    assert caught.value.application_id == mine.pk


def test_the_journal_says_who_booked_and_in_which_role():
    made = booking()

    entry = Entry.objects.get(act="booking.made")
    assert (entry.about, entry.actor, entry.actor_role) == (made.ref, made.booked_by, "company")
    assert "Anna" not in str(entry.facts)
    assert not mail.outbox


@pytest.mark.parametrize(
    ("starts_in", "days"),
    [(60, 46), (14, 3), (3, 2), (1, 0)],
    ids=["early", "a fortnight", "soon", "tomorrow"],
)
def test_the_last_day_to_name_people(starts_in, days):
    starts = TODAY + timedelta(days=starts_in)

    assert last_day_to_name(TODAY, starts_on=starts, join_by=starts - timedelta(days=1)) == TODAY + timedelta(
        days=days
    )
