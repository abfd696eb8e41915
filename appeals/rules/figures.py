"""Figures of appeals for a quarter: what is counted, and what is left out so that nobody can be found. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

SHOWN_FROM = 5
"""The fewest that a figure may tell of. 1 to 4 are not shown; that there were none is."""

DIVIDED_FROM = 12
"""The fewest appeals in a quarter of which more is told than how many there were.

Of so many, every count that is not shown can be any from 1 to 4, into whichever lines they are divided here.
"""

FIRST_YEAR, LAST_YEAR = 2004, 2199


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """``number`` is 1 to 4. Raises ValueError for any other, and for a year that no appeal can have come in."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in range(1, 5) or self.year not in range(FIRST_YEAR, LAST_YEAR + 1):
            raise ValueError(f"{self.year}-{self.number}")

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> Self:
        """``2026-3``. Raises ValueError."""
        year, _, number = text.partition("-")
        if not (text.isascii() and year.isdecimal() and number.isdecimal()):
            raise ValueError(text)
        return cls(int(year), int(number))

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def next_first_day(self) -> date:
        """The day after its last."""
        return date(self.year + 1, 1, 1) if self.number == 4 else date(self.year, 3 * self.number + 1, 1)

    def back(self, count: int) -> list["Quarter"]:
        """It and those before it, the newest first: so many, or fewer where years begin."""
        at = [divmod(self.year * 4 + self.number - 1 - n, 4) for n in range(count)]
        return [Quarter(year, number + 1) for year, number in at if year >= FIRST_YEAR]


class SchoolAnswered(StrEnum):
    """What became of an appeal at the school."""

    UPHELD = "upheld"
    PARTLY = "partly"
    MAINTAINED = "maintained"
    NO_ANSWER = "no_answer"  # forwarded without the school's statement
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"  # before it was answered


class MinistryAnswered(StrEnum):
    """What became of an appeal that was forwarded."""

    UPHELD = "upheld"
    CHANGED = "changed"
    RETURNED = "returned"
    DISMISSED = "dismissed"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    NOT_SENT = "not_sent"  # to the ministry


class OnTime(StrEnum):
    """Whether appeals came in time, and what was decided of those that did not."""

    IN_TIME = "in_time"
    CONSIDERED = "considered"
    NOT_CONSIDERED = "not_considered"
    UNDECIDED = "undecided"


class DaysUsed(StrEnum):
    """Days from when an appeal came until it was answered."""

    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    FOUR_WEEKS = "four_weeks"
    EIGHT_WEEKS = "eight_weeks"
    LONGER = "longer"
    NONE = "none"  # not answered


NOT_ANSWERED = frozenset({SchoolAnswered.NO_ANSWER, SchoolAnswered.WAITING, SchoolAnswered.WITHDRAWN})
NOT_DECIDED = frozenset({MinistryAnswered.WAITING, MinistryAnswered.WITHDRAWN, MinistryAnswered.NOT_SENT})
"""What is together in ``DaysUsed.NONE``."""

LONGEST = {DaysUsed.WEEK: 7, DaysUsed.TWO_WEEKS: 14, DaysUsed.FOUR_WEEKS: 28, DaysUsed.EIGHT_WEEKS: 56}


def days_used(since: date, until: date) -> DaysUsed:
    """Calendar days; an answer on the same day has used none."""
    days = (until - since).days
    return next((band for band, longest in LONGEST.items() if days <= longest), DaysUsed.LONGER)


def shown[Code](
    counts: Mapping[Code, int], *, hide: Collection[Code] = (), keep: Collection[Code] = ()
) -> dict[Code, int | None]:
    """The counts of parts that add up to a total which is shown too; None for those that are not shown.

    A small count is hidden. So is the smallest of the others, for as long as taking the shown ones from the total would
    tell more of a hidden one than that it is from 1 to 4. ``hide`` are those that another figure would tell, and
    ``keep`` those that another figure tells, so that hiding them is of no use.
    """
    hidden = {code for code, count in counts.items() if count and (count < SHOWN_FROM or code in hide)}
    others = sorted(
        (code for code, count in counts.items() if count and code not in hidden and code not in keep),
        key=lambda code: counts[code],
    )
    while hidden and others and not _keeps_its_secret([counts[code] for code in hidden]):
        hidden.add(others.pop(0))
    return {code: None if code in hidden else count for code, count in counts.items()}


def _keeps_its_secret(hidden: Collection[int]) -> bool:
    """Whether each may be anything from 1 to 4 for somebody who knows their sum, and that none of them is 0."""
    return len(hidden) > 1 and sum(hidden) - len(hidden) >= SHOWN_FROM - 2


def alone(count: int) -> int | None:
    """A count from which nothing else is taken, such as a total; None where it is small."""
    return None if 0 < count < SHOWN_FROM else count
