"""When an appeal or a comment must be in, and how that day was found.

Dates go in; a dated answer comes out that gives each of its steps as a code with facts.
The period runs in weeks from the day the message counts as received, that day not counted,
and ends with the last moment of its last day in Copenhagen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from amu.kernel.calendar import ONE_DAY, WEEKDAYS, Closed, is_delivery_day, public_holidays, why_closed
from amu.kernel.deadline_rules import RULES, Channel, DeadlineRule, Period, rule_for
from amu.kernel.errors import CodedError

__all__ = [
    "COPENHAGEN",
    "RULES",
    "Channel",
    "Deadline",
    "DeadlineRule",
    "DeadlineStep",
    "Period",
    "StepCode",
    "appeal_deadline",
    "danish_day",
    "day_is_over",
    "is_met",
]

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class StepCode(StrEnum):
    AVAILABLE = "available"  # in the person's digital mailbox that day
    HANDED_OVER = "handed_over"
    POSTED = "posted"
    NO_DELIVERY = "no_delivery"  # a weekday on which letters are not carried out
    DEEMED_RECEIVED = "deemed_received"  # count: delivery days since posting
    PERIOD = "period"  # count: weeks; day: where they end
    MOVED = "moved"  # from_day was closed because of why; day: the day after it
    LAST_DAY = "last_day"


@dataclass(frozen=True, slots=True)
class DeadlineStep:
    """One step of the computation: what happened (code), and where it led (day)."""

    code: StepCode
    day: date
    count: int | None = None
    from_day: date | None = None
    why: Closed | None = None

    def as_dict(self) -> dict[str, Any]:
        facts = {
            "day": self.day.isoformat(),
            "count": self.count,
            "from_day": self.from_day and self.from_day.isoformat(),
            "why": self.why and str(self.why),
        }
        return {
            "code": str(self.code),
            "facts": {name: fact for name, fact in facts.items() if fact is not None},
        }

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Self:
        facts = stored["facts"]
        return cls(
            StepCode(stored["code"]),
            date.fromisoformat(facts["day"]),
            count=facts.get("count"),
            from_day=date.fromisoformat(facts["from_day"]) if "from_day" in facts else None,
            why=Closed(facts["why"]) if "why" in facts else None,
        )


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day, and everything needed to show how it was found. Stored with what it binds."""

    last_day: date
    received_on: date
    rule_version: str
    steps: tuple[DeadlineStep, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "last_day": self.last_day.isoformat(),
            "received_on": self.received_on.isoformat(),
            "rule_version": self.rule_version,
            "steps": [step.as_dict() for step in self.steps],
        }

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Self:
        return cls(
            last_day=date.fromisoformat(stored["last_day"]),
            received_on=date.fromisoformat(stored["received_on"]),
            rule_version=stored["rule_version"],
            steps=tuple(DeadlineStep.from_dict(step) for step in stored["steps"]),
        )


def appeal_deadline(
    notified_on: date, *, channel: Channel = Channel.DIGITAL, period: Period = Period.APPEAL
) -> Deadline:
    """The last day to act on a message.

    ``notified_on`` is the day it was available (digital), posted (letter) or handed over.
    Raises ``CodedError``: ``before_first_rule``, ``beyond_calendar``.
    """
    rule = rule_for(notified_on)
    try:
        steps = tuple(_steps(notified_on, channel, rule.weeks[period], rule))
    except OverflowError as error:
        raise CodedError("beyond_calendar", year=notified_on.year) from error
    received_on = next(step.day for step in reversed(steps) if step.code in _RECEIPT)
    return Deadline(steps[-1].day, received_on, rule.version, steps)


def danish_day(moment: datetime) -> date:
    """The date in Denmark at that moment. Raises ``CodedError("naive_moment")`` without a time zone."""
    if moment.utcoffset() is None:
        raise CodedError("naive_moment")
    return moment.astimezone(COPENHAGEN).date()


def is_met(deadline: Deadline | date, moment: datetime) -> bool:
    """Whether something that arrived at the moment is in time: before midnight, Danish time."""
    last_day = deadline.last_day if isinstance(deadline, Deadline) else deadline
    return danish_day(moment) <= last_day


def day_is_over(day: date) -> datetime:
    """The first moment at which a day is past in Denmark: nothing that arrives from then on is in time for it."""
    return datetime.combine(day + ONE_DAY, time.min, COPENHAGEN)


_RECEIPT = frozenset({StepCode.AVAILABLE, StepCode.HANDED_OVER, StepCode.DEEMED_RECEIVED})


def _steps(notified_on: date, channel: Channel, weeks: int, rule: DeadlineRule) -> Iterator[DeadlineStep]:
    day = notified_on
    for step in _receipt(notified_on, channel, rule):
        day = step.day
        yield step
    day += timedelta(weeks=weeks)
    yield DeadlineStep(StepCode.PERIOD, day, count=weeks)
    while why := why_closed(day, rule.closed_days):
        yield DeadlineStep(StepCode.MOVED, day + ONE_DAY, from_day=day, why=why)
        day += ONE_DAY
    yield DeadlineStep(StepCode.LAST_DAY, day)


def _receipt(notified_on: date, channel: Channel, rule: DeadlineRule) -> Iterator[DeadlineStep]:
    """The steps to the day of receipt; a digital message counts whatever the weekday."""
    match channel:
        case Channel.DIGITAL:
            yield DeadlineStep(StepCode.AVAILABLE, notified_on)
        case Channel.HANDED_OVER:
            yield DeadlineStep(StepCode.HANDED_OVER, notified_on)
        case Channel.LETTER:
            yield DeadlineStep(StepCode.POSTED, notified_on)
            yield from _carried_by_post(notified_on, rule.delivery_days)


def _carried_by_post(posted_on: date, delivery_days: int) -> Iterator[DeadlineStep]:
    day, left = posted_on, delivery_days
    while left:
        day += ONE_DAY
        if is_delivery_day(day):
            left -= 1
        elif day.weekday() in WEEKDAYS:
            yield DeadlineStep(StepCode.NO_DELIVERY, day, why=public_holidays(day.year)[day])
    yield DeadlineStep(StepCode.DEEMED_RECEIVED, day, count=delivery_days)
