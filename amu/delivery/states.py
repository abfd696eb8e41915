"""The states of a delivery and the moves between them, as a table."""

from enum import StrEnum

from amu.kernel.states import Life, Move, MoveNotAllowedError

__all__ = ["MOVES", "Action", "MoveNotAllowedError", "State", "after", "allows"]


class State(StrEnum):
    WAITING = "waiting"
    HANDED_OVER = (
        "handed_over"  # out of our hands: posted, put into somebody's hands, taken by another system
    )
    RECEIVED = "received"  # a receipt says that it lies where the person reads their post
    RETURNED = "returned"
    FAILED = "failed"  # this way does not lead to the person, however often it is tried
    CALLED_OFF = "called_off"  # it never left


class Action(StrEnum):
    HAND_OVER = "hand_over"
    RECEIVE = "receive"
    RETURN = "return"
    FAIL = "fail"
    CALL_OFF = "call_off"


MOVES: dict[Action, Move[State]] = {
    Action.HAND_OVER: Move(frozenset({State.WAITING}), State.HANDED_OVER),
    Action.RECEIVE: Move(frozenset({State.HANDED_OVER}), State.RECEIVED),
    Action.RETURN: Move(frozenset({State.HANDED_OVER, State.RECEIVED}), State.RETURNED),
    Action.FAIL: Move(frozenset({State.WAITING, State.HANDED_OVER}), State.FAILED),
    Action.CALL_OFF: Move(frozenset({State.WAITING}), State.CALLED_OFF),
}

_LIFE = Life(MOVES)
after = _LIFE.after
allows = _LIFE.allows
