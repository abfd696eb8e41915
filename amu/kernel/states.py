"""A state machine as a table of moves. Pure."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum


class MoveNotAllowedError(Exception):
    """The action is not allowed in the present state."""

    def __init__(self, action: str, state: str) -> None:
        super().__init__(f"{action} is not possible from {state}")


@dataclass(frozen=True, slots=True)
class Move[S]:
    """From which states an action is possible, and where it leads."""

    sources: AbstractSet[S]
    target: S


@dataclass(frozen=True, slots=True)
class Life[A: StrEnum, S]:
    """Every move there is. What is not in the table cannot happen."""

    moves: Mapping[A, Move[S]]

    def after(self, action: A, state: str) -> S:
        """Where an action leads. Raises MoveNotAllowedError."""
        move = self.moves[action]
        if state not in move.sources:
            raise MoveNotAllowedError(action, state)
        return move.target

    def allows(self, action: A, state: str) -> bool:
        return state in self.moves[action].sources
