"""The staff's page of a class: parts that other apps add to it, so that the catalogue need not know who is in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from amu.web.sections import Sections

SECTIONS = Sections()
register = SECTIONS.register


@dataclass(frozen=True, slots=True)
class Viewed:
    """Which class is looked at, and by whom: what each part is filled for."""

    user: Any
    run_id: int
    provider_id: int


_counts: list[Callable[[int], int]] = []


def register_count(count: Callable[[int], int]) -> None:
    """Add a way to count people in a class, by its id, who are told when it is moved or cancelled."""
    _counts.append(count)


def people_told(run_id: int) -> int:
    """How many people would be told of a change to the class."""
    return sum(count(run_id) for count in _counts)
