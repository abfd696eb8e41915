"""The states of an appeal and the moves between them, as a table."""

from enum import StrEnum

from amu.kernel.states import Life, Move, MoveNotAllowedError
from appeals.enums import AppealState as State

__all__ = ["MOVES", "Action", "MoveNotAllowedError", "after", "allows"]


class Action(StrEnum):
    UPHOLD = "uphold"
    MAINTAIN = "maintain"
    FORWARD = "forward"
    FORWARD_UNANSWERED = "forward_unanswered"
    DECIDE = "decide"
    WITHDRAW = "withdraw"


MOVES: dict[Action, Move[State]] = {
    Action.UPHOLD: Move(frozenset({State.RECEIVED}), State.UPHELD),
    Action.MAINTAIN: Move(frozenset({State.RECEIVED}), State.MAINTAINED),
    Action.FORWARD: Move(frozenset({State.MAINTAINED}), State.FORWARDED),
    Action.FORWARD_UNANSWERED: Move(frozenset({State.RECEIVED}), State.FORWARDED),
    Action.DECIDE: Move(frozenset({State.FORWARDED}), State.DECIDED),
    Action.WITHDRAW: Move(frozenset({State.RECEIVED, State.MAINTAINED, State.FORWARDED}), State.WITHDRAWN),
}
FINAL = frozenset({State.UPHELD, State.DECIDED, State.WITHDRAWN})

_LIFE = Life(MOVES)
after = _LIFE.after
allows = _LIFE.allows
