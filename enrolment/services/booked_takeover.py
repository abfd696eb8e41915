"""A person's application takes over the seat that a company has booked for them."""

from datetime import datetime

from amu.journal.services import Actor, record
from enrolment.enums import BookedState
from enrolment.models import Application, BookedSeat
from enrolment.states import BookedAction, booked_after

BOOKED_BY = "booked"  # in the answers of a draft: the booked seat that the application is to have


def seat_to_take_over(seat_id: int | None, run_id: int, person_id: int) -> BookedSeat | None:
    """The seat booked for the person, locked, while it is theirs. The caller holds the lock on the run."""
    if seat_id is None:
        return None
    rows = BookedSeat.objects.select_for_update(of=("self",), no_key=True).select_related("booking")
    return rows.filter(pk=seat_id, run_id=run_id, person_id=person_id, state=BookedState.ASKED).first()


def confirm(seat: BookedSeat, application: Application, *, actor: Actor, now: datetime) -> None:
    """The application has the seat from now on. The caller holds the locks on the run and the seat."""
    seat.state = booked_after(BookedAction.CONFIRM, seat.state)
    seat.seat, seat.application = None, application
    seat.save(update_fields=["state", "seat", "application"])
    note_booked(BookedAction.CONFIRM, seat, actor=actor, now=now)


def note_booked(action: BookedAction, seat: BookedSeat, *, actor: Actor, now: datetime) -> None:
    """Put what happened to a booked seat into the journal."""
    record(
        f"booked_seat.{action}",
        about=seat.ref,
        case=seat.booking.ref,
        person_id=seat.person_id,
        actor=actor,
        facts={"state": seat.state, "because": seat.released_because or None},
        now=now,
    )
