"""The states of an application and the moves between them, as a table."""

from enum import StrEnum

from amu.kernel.states import Life, Move, MoveNotAllowedError
from enrolment.enums import ApplicationState as State
from enrolment.enums import BookedState as Booked

__all__ = ["MOVES", "Action", "MoveNotAllowedError", "after", "allows"]


class Action(StrEnum):
    """What changes a state.

    The system itself closes the applications of a cancelled class (``CLOSE``), ends the waiting list of a class that
    has begun (``END_LINE``) and takes it up again where the class is moved (``RESUME_LINE``). ``OWE`` and
    ``PLACE_ELSEWHERE`` are what an upheld appeal leads to when the class itself can no longer be joined.
    ``RELEASE_SEAT`` puts somebody into the line of whom no approval has come.
    """

    ADMIT = "admit"
    REFUSE = "refuse"
    OFFER_SEAT = "offer_seat"
    WITHDRAW = "withdraw"
    REINSTATE = "reinstate"
    REINSTATE_IN_LINE = "reinstate_in_line"
    CLOSE = "close"
    END_LINE = "end_line"
    RESUME_LINE = "resume_line"
    OWE = "owe"
    PLACE_ELSEWHERE = "place_elsewhere"
    RELEASE_SEAT = "release_seat"


MOVES: dict[Action, Move[State]] = {
    Action.ADMIT: Move(frozenset({State.SUBMITTED}), State.ADMITTED),
    Action.REFUSE: Move(frozenset({State.SUBMITTED, State.WAITING, State.NOT_PLACED}), State.REFUSED),
    Action.OFFER_SEAT: Move(frozenset({State.WAITING}), State.SUBMITTED),
    Action.WITHDRAW: Move(
        frozenset({State.SUBMITTED, State.WAITING, State.NOT_PLACED, State.ADMITTED, State.OWED}),
        State.WITHDRAWN,
    ),
    Action.REINSTATE: Move(frozenset({State.REFUSED}), State.SUBMITTED),
    Action.REINSTATE_IN_LINE: Move(frozenset({State.REFUSED}), State.WAITING),
    Action.CLOSE: Move(
        frozenset({State.SUBMITTED, State.WAITING, State.NOT_PLACED, State.ADMITTED}), State.CANCELLED
    ),
    Action.END_LINE: Move(frozenset({State.WAITING}), State.NOT_PLACED),
    Action.RESUME_LINE: Move(frozenset({State.NOT_PLACED}), State.WAITING),
    Action.OWE: Move(frozenset({State.REFUSED, State.WAITING}), State.OWED),
    Action.PLACE_ELSEWHERE: Move(frozenset({State.REFUSED, State.WAITING, State.OWED}), State.ELSEWHERE),
    Action.RELEASE_SEAT: Move(frozenset({State.SUBMITTED}), State.WAITING),
}


class BookedAction(StrEnum):
    """What changes a seat that a company has booked. ``NAME`` names somebody, also in place of somebody else."""

    NAME = "name"
    CONFIRM = "confirm"
    RELEASE = "release"


BOOKED_MOVES: dict[BookedAction, Move[Booked]] = {
    BookedAction.NAME: Move(frozenset({Booked.OPEN, Booked.ASKED, Booked.CONFIRMED}), Booked.ASKED),
    BookedAction.CONFIRM: Move(frozenset({Booked.ASKED}), Booked.CONFIRMED),
    BookedAction.RELEASE: Move(frozenset({Booked.OPEN, Booked.ASKED, Booked.CONFIRMED}), Booked.RELEASED),
}
BOOKED_HOLDS_SEAT = frozenset({Booked.OPEN, Booked.ASKED})
"""A confirmed seat is held by the person's application."""

HOLDS_SEAT = frozenset({State.SUBMITTED, State.ADMITTED})
OVER = frozenset({State.REFUSED, State.WITHDRAWN, State.CANCELLED, State.OWED, State.ELSEWHERE})
UNDECIDED = frozenset({State.SUBMITTED, State.NOT_PLACED})  # the school has to decide, one way or the other
CONFIRMED_BY_LETTER = frozenset({State.SUBMITTED, State.WAITING, State.WITHDRAWN})
"""Those of which no decision tells in a letter of its own."""

_LIFE = Life(MOVES)
after = _LIFE.after
allows = _LIFE.allows
booked_after = Life(BOOKED_MOVES).after


def shown(state: str, *, is_cancelled: bool, can_be_joined: bool) -> State:
    """What a page says today: the class may be cancelled, or have begun, before the system has moved the rows."""
    if is_cancelled and allows(Action.CLOSE, state):
        return State.CANCELLED
    if state == State.WAITING and not can_be_joined:
        return State.NOT_PLACED
    return State(state)
