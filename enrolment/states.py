"""The life of an application, as a table. Everything else asks this module."""

from dataclasses import dataclass
from enum import StrEnum

from enrolment.enums import ApplicationState as State


class Action(StrEnum):
    ADMIT = "admit"
    REFUSE = "refuse"
    OFFER_SEAT = "offer_seat"
    WITHDRAW = "withdraw"
    REINSTATE = "reinstate"
    REINSTATE_IN_LINE = "reinstate_in_line"


@dataclass(frozen=True, slots=True)
class Move:
    sources: frozenset[State]
    target: State


MOVES: dict[Action, Move] = {
    Action.ADMIT: Move(frozenset({State.SUBMITTED}), State.ADMITTED),
    Action.REFUSE: Move(frozenset({State.SUBMITTED, State.WAITING}), State.REFUSED),
    Action.OFFER_SEAT: Move(frozenset({State.WAITING}), State.SUBMITTED),
    Action.WITHDRAW: Move(frozenset({State.SUBMITTED, State.WAITING, State.ADMITTED}), State.WITHDRAWN),
    Action.REINSTATE: Move(frozenset({State.REFUSED}), State.SUBMITTED),
    Action.REINSTATE_IN_LINE: Move(frozenset({State.REFUSED}), State.WAITING),
}
HOLDS_SEAT = frozenset({State.SUBMITTED, State.ADMITTED})
OVER = frozenset({State.REFUSED, State.WITHDRAWN})


class MoveNotAllowedError(Exception):
    """Raised instead of quietly doing nothing."""

    def __init__(self, action: Action, state: str) -> None:
        super().__init__(f"{action} is not possible from {state}")


def after(action: Action, state: str) -> State:
    """Where an action leads. Raises MoveNotAllowedError."""
    move = MOVES[action]
    if state not in move.sources:
        raise MoveNotAllowedError(action, state)
    return move.target


def allows(action: Action, state: str) -> bool:
    return state in MOVES[action].sources
