"""What comes next in a case, as a table: one row for each state and for each thing that can be so in it. Pure.

Each app has a table of its own, from ``(state, what is so)`` to a ``Step``; its words and addresses are chosen above.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum

NEWS_FOR = timedelta(days=30)
"""For how long My Overview mentions what has come and asks for nothing, such as a certificate."""


class Turn(StrEnum):
    """Who has to act before the case goes on."""

    PERSON = "person"
    SCHOOL = "school"
    MINISTRY = "ministry"
    APPROVER = "approver"
    NOBODY = "nobody"


class Pressing(IntEnum):
    """Which step of several stands first."""

    DUTY = 1  # something is lost when its day has passed
    ACT = 2  # something to do or to read, without a last day
    NEWS = 3  # something to read or to fetch, for which nobody waits
    EVENT = 4  # somewhere to be
    WAIT = 5  # somebody else has to act
    OVER = 6  # nothing comes next


class DayIs(StrEnum):
    """What the date of a step means."""

    LAST_DAY = "last_day"
    BEFORE = "before"
    STARTS = "starts"
    UNTIL = "until"
    ANSWER_BY = "answer_by"
    ASKED_UNTIL = "asked_until"  # somebody else is to answer, who may not


@dataclass(frozen=True, slots=True)
class Step:
    """One row. ``day`` names the fact that dates it, ``leads_to`` the page where one acts or reads on; empty: none."""

    turn: Turn
    pressing: Pressing
    leads_to: str = ""
    day: str = ""
    day_is: DayIs | None = None


def over(leads_to: str = "") -> Step:
    """Nobody has to do anything any more."""
    return Step(Turn.NOBODY, Pressing.OVER, leads_to)
