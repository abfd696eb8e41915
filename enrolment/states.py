"""The states of an application and the moves between them, as a table."""

from enum import StrEnum

from amu.kernel.states import Life, Move, MoveNotAllowedError
from enrolment.enums import ApplicationState as State

__all__ = ["MOVES", "Action", "MoveNotAllowedError", "after", "allows"]


class Action(StrEnum):
    ADMIT = "admit"
    REFUSE = "refuse"
    OFFER_SEAT = "offer_seat"
    WITHDRAW = "withdraw"
    REINSTATE = "reinstate"
    REINSTATE_IN_LINE = "reinstate_in_line"


MOVES: dict[Action, Move[State]] = {
    Action.ADMIT: Move(frozenset({State.SUBMITTED}), State.ADMITTED),
    Action.REFUSE: Move(frozenset({State.SUBMITTED, State.WAITING}), State.REFUSED),
    Action.OFFER_SEAT: Move(frozenset({State.WAITING}), State.SUBMITTED),
    Action.WITHDRAW: Move(frozenset({State.SUBMITTED, State.WAITING, State.ADMITTED}), State.WITHDRAWN),
    Action.REINSTATE: Move(frozenset({State.REFUSED}), State.SUBMITTED),
    Action.REINSTATE_IN_LINE: Move(frozenset({State.REFUSED}), State.WAITING),
}
HOLDS_SEAT = frozenset({State.SUBMITTED, State.ADMITTED})
OVER = frozenset({State.REFUSED, State.WITHDRAWN})

_LIFE = Life(MOVES)
after = _LIFE.after
allows = _LIFE.allows
