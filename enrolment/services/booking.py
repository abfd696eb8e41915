"""Book several seats for a company at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from amu import clock
from amu.journal.services import Actor, record
from amu.outbox.services import enqueue
from courses.classes.selectors import RunFacts, lock_run
from courses.classes.services.seats import NoSeatLeftError
from enrolment.enums import BookedState
from enrolment.models import BookedSeat, Booking
from enrolment.rules.naming import last_day_to_name
from enrolment.services.applying import NotOpenError
from enrolment.services.moving import reserve_seats

BOOKED, ORDER_CHANGED = "booking.made", "booking.order_changed"
ASKED = "enrolment.booked_seat_asked"
MOST_SEATS = 50


class NotEnoughSeatsError(Exception):
    """Fewer seats are free than were wanted, or none at all. Nothing was booked."""

    def __init__(self, free: int) -> None:
        super().__init__(free)
        self.free = free


@dataclass(frozen=True, slots=True)
class Wish:
    """One seat, for somebody by name and e-mail address; both empty for somebody who is named later."""

    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Order:
    """What the company wants to read on its invoice."""

    order_number: str = ""
    ean: str = ""


@transaction.atomic
def book_seats(
    *,
    run_id: int,
    company_id: int,
    wishes: Sequence[Wish],
    is_all_or_nothing: bool,
    order: Order,
    submission_key: UUID,
    language: str,
    actor: Actor,
    now: datetime,
) -> Booking:
    """Reserve numbered seats: all that are wished for, or the first of them as far as there are any.

    The same form sent twice gives the first booking back. Nobody overtakes those in line: while somebody waits, no seat is
    free for a company. Whoever is named is asked by e-mail. Raises NotOpenError and NotEnoughSeatsError, and
    ValueError for no wish at all, or more than MOST_SEATS.
    """
    if not 0 < len(wishes) <= MOST_SEATS:
        raise ValueError(f"{len(wishes)} seats")
    run = lock_run(run_id)
    if before := Booking.objects.filter(submission_key=submission_key, company_id=company_id).first():
        return before
    if not run.is_open_on(clock.danish_date(now)):
        raise NotOpenError(run.booking_code)
    taken = _as_many_as_there_are(run, wishes, is_all_or_nothing=is_all_or_nothing)
    try:
        numbers = reserve_seats(run.pk, run.seats_total, len(taken))
    except NoSeatLeftError as error:
        raise NotEnoughSeatsError(0) from error
    booking = Booking.objects.create(
        company_id=company_id,
        run_id=run.pk,
        booked_by_id=actor.signed_by,
        booked_at=now,
        name_by=last_day_to_name(clock.danish_date(now), starts_on=run.starts_on, join_by=run.join_by),
        order_number=order.order_number,
        ean=order.ean,
        submission_key=submission_key,
        language=language,
    )
    seats = BookedSeat.objects.bulk_create(
        BookedSeat(
            booking=booking,
            run_id=run.pk,
            state=BookedState.ASKED if wish.name else BookedState.OPEN,
            seat=number,
            name=wish.name,
            email=wish.email,
            version=1 if wish.name else 0,
        )
        for wish, number in zip(taken, numbers, strict=True)
    )
    for seat in seats:
        if seat.state == BookedState.ASKED:
            ask_whoever_is_named(seat, now=now)
    record(
        BOOKED,
        about=booking.ref,
        actor=actor,
        facts={
            "run": run.booking_code,
            "company": company_id,
            "wanted": len(wishes),
            "seats": numbers,
            "name_by": booking.name_by.isoformat(),
        },
        now=now,
    )
    return booking


@transaction.atomic
def change_order(booking_id: int, order: Order, *, actor: Actor, now: datetime) -> Booking:
    """What the invoice is to say. The same again changes nothing."""
    booking = Booking.objects.select_for_update(of=("self",), no_key=True).get(pk=booking_id)
    if (booking.order_number, booking.ean) == (order.order_number, order.ean):
        return booking
    booking.order_number, booking.ean = order.order_number, order.ean
    booking.save(update_fields=["order_number", "ean"])
    record(ORDER_CHANGED, about=booking.ref, actor=actor, now=now)
    return booking


def ask_whoever_is_named(seat: BookedSeat, *, now: datetime) -> None:
    """By e-mail, through the outbox; once for each naming."""
    enqueue(
        ASKED,
        dedup_key=f"{ASKED}:{seat.pk}:{seat.version}",
        payload={"seat": seat.pk, "version": seat.version},
        now=now,
    )


def _as_many_as_there_are(
    run: RunFacts, wishes: Sequence[Wish], *, is_all_or_nothing: bool
) -> Sequence[Wish]:
    free = 0 if run.waiting else max(run.seats_left, 0)
    if free == 0 or (is_all_or_nothing and free < len(wishes)):
        raise NotEnoughSeatsError(free)
    return wishes[:free]
