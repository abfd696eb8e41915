"""How long a municipality or an unemployment fund has to approve a course, and when its seat is released. Pure.

No act names the days: they are ours, and a new row changes them from its day on. A seat is of use until the class can no
longer be joined (``courses.classes.rules.joining``), so a class that begins soon leaves less time.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from amu.kernel.calendar import ONE_DAY


class ApprovalState(StrEnum):
    """``CLOSED``: nobody needs the answer any more."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """In force for questions asked from ``valid_from`` until the next begins; all in days.

    ``to_answer`` from the day of the question, ``reminded_before`` the last day to answer, and ``kept_after`` the person
    and the school were told that no answer has come: then the seat is released.
    """

    valid_from: date
    to_answer: int
    reminded_before: int
    kept_after: int


TIMES: tuple[AnswerTime, ...] = (AnswerTime(date.min, to_answer=14, reminded_before=3, kept_after=3),)


def time_on(day: date) -> AnswerTime:
    return max((each for each in TIMES if each.valid_from <= day), key=lambda each: each.valid_from)


def answer_by(asked_on: date, join_by: date) -> date:
    """The last day to answer: early enough for others to get the seat after it, but never the day of the question."""
    time = time_on(asked_on)
    latest = join_by - timedelta(days=time.kept_after + 1)
    return max(min(asked_on + timedelta(days=time.to_answer), latest), asked_on + ONE_DAY)


def release_on(told_on: date, asked_on: date, join_by: date) -> date | None:
    """On which day the seat is released of somebody who was told that day that no answer has come.

    None where nobody could join the class after it: the seat is then of use to nobody else.
    """
    day = min(told_on + timedelta(days=time_on(asked_on).kept_after), join_by)
    return day if day > told_on else None
