"""The only writer of an application's state and seat."""

from datetime import datetime

from django.db import connection

from amu.journal.services import Actor, record
from courses.classes.services.seats import (
    NoSeatLeftError,
    give_back_seat,
    note_line,
    take_seat,
    take_seats,
)
from enrolment.enums import ApplicationState
from enrolment.models import Application, BookedSeat
from enrolment.rules.seats import lowest_free_seat
from enrolment.services.approvals import close_approval, open_approval
from enrolment.services.hearing import close_hearings
from enrolment.states import HOLDS_SEAT, Action, after, allows


def move(
    application: Application,
    action: Action,
    *,
    actor: Actor,
    now: datetime,
    authority: str = "",
    seat: int | None = None,
) -> None:
    """Carry out one move. The caller holds the locks on the run and the application.

    A move into a state that holds a seat needs ``seat`` unless one is held already; a move
    out of one gives the seat back. Raises MoveNotAllowedError.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an application moves inside a transaction, under its locks")
    before, target = application.state, after(action, application.state)
    if target not in HOLDS_SEAT:
        if application.seat is not None:
            give_back_seat(application.run_id)
        application.seat = None
    elif seat is not None:
        application.seat = seat
    application.state = target
    application.save(update_fields=["state", "seat"])
    if ApplicationState.WAITING in (before, target):
        count_line(application.run_id)
    if not allows(Action.REFUSE, target):
        close_hearings(application, actor=actor, now=now)
    if target == ApplicationState.SUBMITTED:
        open_approval(application, now=now)
    elif target != ApplicationState.WAITING:
        close_approval(application, actor=actor, now=now)
    record(
        f"application.{action}",
        about=application.ref,
        case=application.ref,
        person_id=application.person_id,
        actor=actor,
        authority=authority,
        facts={"from": str(before), "to": str(target), "seat": application.seat},
        now=now,
    )


def reserve_seat(run_id: int, seats_total: int) -> int | None:
    """Count a seat as taken and choose its number, or None when the run is full.

    The caller holds the lock on the run.
    """
    try:
        take_seat(run_id)
    except NoSeatLeftError:
        return None
    seat = lowest_free_seat(_numbers_taken(run_id), seats_total)
    if seat is None:
        give_back_seat(run_id)
    return seat


def reserve_seats(run_id: int, seats_total: int, count: int) -> list[int]:
    """Count several seats as taken and choose their numbers: all of them, or none.

    The caller holds the lock on the run. Raises NoSeatLeftError.
    """
    take_seats(run_id, count)
    taken, numbers = _numbers_taken(run_id), []
    for _ in range(count):
        number = lowest_free_seat(taken, seats_total)
        if number is None:
            raise NoSeatLeftError(run_id)
        taken.add(number)
        numbers.append(number)
    return numbers


def _numbers_taken(run_id: int) -> set[int]:
    """By applications, and by what companies have booked. One query."""
    holding = (
        Application.objects.holding_a_seat().filter(run_id=run_id).order_by().values_list("seat", flat=True)
    )
    booked = (
        BookedSeat.objects.filter(run_id=run_id, seat__isnull=False).order_by().values_list("seat", flat=True)
    )
    return {seat for seat in holding.union(booked).order_by() if seat is not None}


def count_line(run_id: int) -> None:
    """Store in the catalogue how many wait for a seat that they can take. The caller holds the lock on the run."""
    note_line(run_id, Application.objects.next_in_line().filter(run_id=run_id).count())
