"""Who may read the attachments of a case: asked of the app whose case it is. Filled from ``AppConfig.ready``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from amu.people.enums import Purpose


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of the staff who may read a case's attachments: for which school, and what for. It is logged."""

    provider_id: int | None
    purpose: Purpose


type MayRead = Callable[[Any, int], Reader | None]
"""From a user of the staff and the number of the case; None for somebody who may not see the case."""

_cases: dict[str, MayRead] = {}


def register(kind: str, may_read: MayRead) -> None:
    """``kind`` is what stands before the colon in a ref. Raises ValueError when another app has it."""
    if _cases.get(kind, may_read) is not may_read:
        raise ValueError(f"{kind} is another app's")
    _cases[kind] = may_read


def reader(user: Any, about: str) -> Reader | None:
    """None also for a case that no app knows."""
    kind, _, number = about.partition(":")
    may_read = _cases.get(kind)
    return may_read(user, int(number)) if may_read and number.isdecimal() else None
