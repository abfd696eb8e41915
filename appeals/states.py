"""The life of an appeal, as a table."""

from dataclasses import dataclass
from enum import StrEnum

from appeals.enums import AppealState as State


class Action(StrEnum):
    UPHOLD = "uphold"
    MAINTAIN = "maintain"
    FORWARD = "forward"
    DECIDE = "decide"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Move:
    sources: frozenset[State]
    target: State


MOVES: dict[Action, Move] = {
    Action.UPHOLD: Move(frozenset({State.RECEIVED}), State.UPHELD),
    Action.MAINTAIN: Move(frozenset({State.RECEIVED}), State.MAINTAINED),
    Action.FORWARD: Move(frozenset({State.MAINTAINED}), State.FORWARDED),
    Action.DECIDE: Move(frozenset({State.FORWARDED}), State.DECIDED),
    Action.WITHDRAW: Move(frozenset({State.RECEIVED, State.MAINTAINED, State.FORWARDED}), State.WITHDRAWN),
}
FINAL = frozenset({State.UPHELD, State.DECIDED, State.WITHDRAWN})


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
