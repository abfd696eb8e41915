"""What becomes of a seat that a company has booked: somebody is named, says that it is theirs, or it is released.

Lock order as everywhere: run, application; then the seat.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from amu import clock
from amu.companies.selectors import company_facts
from amu.journal.services import SYSTEM, Actor, record
from amu.notices.services import tell
from amu.web.addresses import page_in
from courses.classes.selectors import RunFacts, lock_run
from courses.classes.services.seats import give_back_seat
from courses.guidance.rules.questions import FeePayer, Situation
from enrolment.enums import BookedState, NoticeCode, ReleasedBecause
from enrolment.models import Application, BookedSeat, Booking
from enrolment.models.booking import STATES_WITH_BOOKED_SEAT
from enrolment.services.booked_takeover import BOOKED_BY, note_booked
from enrolment.services.booking import Wish, ask_whoever_is_named
from enrolment.services.drafts import save_draft
from enrolment.services.line import promote
from enrolment.services.moving import move, reserve_seats
from enrolment.states import HOLDS_SEAT, Action, BookedAction, booked_after

CLAIMED = "booked_seat.claimed"


class SeatGoneError(Exception):
    """The seat is no longer the company's, or no longer this person's: it was released, or given to somebody else."""


class TooLateError(Exception):
    """The class has begun, or is cancelled: nobody is swapped, added or released any more."""


class AppliedAlreadyError(Exception):
    """The person has applied for the class by themselves."""

    def __init__(self, application_id: int) -> None:
        super().__init__(application_id)
        self.application_id = application_id


@transaction.atomic
def name_seat(seat_id: int, wish: Wish, *, actor: Actor, now: datetime) -> BookedSeat:
    """Say who comes, also in place of somebody else; whoever is named is asked.

    Whoever had applied on the seat loses it, and is told. The same name and address again change nothing. Raises
    TooLateError, SeatGoneError, and MoveNotAllowedError for a seat that was released.
    """
    run, seat = _locked(seat_id)
    _still_of_use(run, now)
    if (seat.name, seat.email) == (wish.name, wish.email):
        return seat
    target = booked_after(BookedAction.NAME, seat.state)
    if seat.state == BookedState.CONFIRMED:
        _take_back(seat, actor=actor, now=now)
        seat.seat = reserve_seats(run.pk, run.seats_total, 1)[0]
    seat.state, seat.name, seat.email = target, wish.name, wish.email
    seat.version += 1
    seat.person = seat.application = None
    seat.save()
    ask_whoever_is_named(seat, now=now)
    note_booked(BookedAction.NAME, seat, actor=actor, now=now)
    return seat


@transaction.atomic
def release_seat(seat_id: int, *, actor: Actor, now: datetime) -> BookedSeat:
    """The company gives a seat up; whoever is next in line gets it in the same commit. Idempotent.

    Raises TooLateError and SeatGoneError.
    """
    run, seat = _locked(seat_id)
    if seat.state == BookedState.RELEASED:
        return seat
    _still_of_use(run, now)
    if seat.state == BookedState.CONFIRMED:
        _take_back(seat, actor=actor, now=now)
    else:
        give_back_seat(run.pk)
    _release(seat, ReleasedBecause.BY_COMPANY, actor=actor, now=now)
    promote(run, now=now)
    return seat


@transaction.atomic
def claim_seat(seat_id: int, version: int, *, person_id: int, actor: Actor, now: datetime) -> BookedSeat:
    """The person says, signed in, that the company means them; their answers begin with what the company's booking says.

    Raises SeatGoneError, TooLateError and AppliedAlreadyError.
    """
    run, seat = _locked(seat_id)
    _still_of_use(run, now)
    if seat.state != BookedState.ASKED or seat.version != version or seat.person_id not in {None, person_id}:
        raise SeatGoneError(seat.ref)
    mine = Application.objects.live().filter(run_id=run.pk, person_id=person_id).first()
    if mine is not None:
        raise AppliedAlreadyError(mine.pk)
    company = company_facts({seat.booking.company_id})[seat.booking.company_id]
    answers = {
        "situation": Situation.EMPLOYEE,
        "payer": FeePayer.EMPLOYER,
        "employer_cvr": company.cvr,
        BOOKED_BY: seat.pk,
    }
    save_draft(run_id=run.pk, person_id=person_id, answers=answers, now=now)
    if seat.person_id is None:
        seat.person_id = person_id
        seat.save(update_fields=["person"])
        record(CLAIMED, about=seat.ref, case=seat.booking.ref, person_id=person_id, actor=actor, now=now)
    return seat


def release_all(
    run: RunFacts, seats: QuerySet[BookedSeat], because: ReleasedBecause, *, now: datetime
) -> int:
    """Take back those of the seats in the run that no application has, and tell each company once; how many there were.

    The caller holds the lock on the run, and offers what is freed to others.
    """
    held = seats.filter(run_id=run.pk, state__in=STATES_WITH_BOOKED_SEAT).select_related("booking")
    bookings: dict[int, Booking] = {}
    count = 0
    for seat in held.select_for_update(of=("self",), no_key=True).order_by("pk"):
        give_back_seat(run.pk)
        _release(seat, because, actor=SYSTEM, now=now)
        bookings[seat.booking_id] = seat.booking
        count += 1
    for booking in bookings.values():
        tell_booker(NoticeCode.SEATS_RELEASED, booking, now.isoformat(), now)
    return count


def tell_booker(code: NoticeCode, booking: Booking, occasion: str, now: datetime) -> None:
    """Whoever made the booking, that there is news of it."""
    path = page_in(booking.language, "enrolment:booking", booking.pk)
    tell(code, person_id=booking.booked_by_id, about=booking.ref, path=path, occasion=occasion, now=now)


def _locked(seat_id: int) -> tuple[RunFacts, BookedSeat]:
    run_id = BookedSeat.objects.values_list("run_id", flat=True).get(pk=seat_id)
    run = lock_run(run_id)
    rows = BookedSeat.objects.select_for_update(of=("self",), no_key=True).select_related("booking")
    return run, rows.get(pk=seat_id)


def _still_of_use(run: RunFacts, now: datetime) -> None:
    if not run.can_be_joined_on(clock.danish_date(now)):
        raise TooLateError(run.booking_code)


def _take_back(seat: BookedSeat, *, actor: Actor, now: datetime) -> None:
    """End the application that has the seat, and tell its person. The caller holds the lock on the run.

    Raises SeatGoneError where it has ended by itself: then the seat has gone to somebody else.
    """
    rows = Application.objects.select_for_update(of=("self",), no_key=True)
    application = rows.get(booked=seat)
    if application.state not in HOLDS_SEAT:
        raise SeatGoneError(seat.ref)
    move(application, Action.WITHDRAW, actor=actor, now=now)
    tell(
        NoticeCode.SEAT_GIVEN_AWAY,
        person_id=application.person_id,
        about=application.ref,
        path=page_in(application.language, "enrolment:application", application.pk),
        occasion="given away",
        now=now,
    )


def _release(seat: BookedSeat, because: ReleasedBecause, *, actor: Actor, now: datetime) -> None:
    seat.state = booked_after(BookedAction.RELEASE, seat.state)
    seat.seat, seat.released_because = None, because
    seat.save(update_fields=["state", "seat", "released_because"])
    note_booked(BookedAction.RELEASE, seat, actor=actor, now=now)
