"""The states of an appeal and the moves between them, as a table."""

from enum import StrEnum

from amu.kernel.states import Life, Move, MoveNotAllowedError
from appeals.enums import AppealState as State

__all__ = ["MOVES", "Action", "MoveNotAllowedError", "after", "allows"]


class Action(StrEnum):
    """What changes a state.

    ``SEND_BACK``: the ministry sets the refusal aside. ``DECIDE_ANEW``: the school has answered that with a new decision.
    """

    UPHOLD = "uphold"
    UPHOLD_PARTLY = "uphold_partly"
    MAINTAIN = "maintain"
    FORWARD = "forward"
    FORWARD_UNANSWERED = "forward_unanswered"
    DECIDE = "decide"
    SEND_BACK = "send_back"
    DECIDE_ANEW = "decide_anew"
    WITHDRAW = "withdraw"


KEPT = frozenset({State.PARTLY, State.MAINTAINED})
"""The school keeps its refusal, in whole or for a part, so that the person can have the ministry decide."""

MOVES: dict[Action, Move[State]] = {
    Action.UPHOLD: Move(frozenset({State.RECEIVED}), State.UPHELD),
    Action.UPHOLD_PARTLY: Move(frozenset({State.RECEIVED}), State.PARTLY),
    Action.MAINTAIN: Move(frozenset({State.RECEIVED}), State.MAINTAINED),
    Action.FORWARD: Move(KEPT, State.FORWARDED),
    Action.FORWARD_UNANSWERED: Move(frozenset({State.RECEIVED}), State.FORWARDED),
    Action.DECIDE: Move(frozenset({State.FORWARDED}), State.DECIDED),
    Action.SEND_BACK: Move(frozenset({State.FORWARDED}), State.RETURNED),
    Action.DECIDE_ANEW: Move(frozenset({State.RETURNED}), State.DECIDED),
    Action.WITHDRAW: Move(frozenset({State.RECEIVED, *KEPT, State.FORWARDED}), State.WITHDRAWN),
}
FINAL = frozenset({State.UPHELD, State.DECIDED, State.WITHDRAWN})

_LIFE = Life(MOVES)
after = _LIFE.after
allows = _LIFE.allows
