"""What is due about an appeal, or about a refusal that nobody has appealed against. Pure: it forgets nothing.

Everything follows from the rows as they are now, so it does not matter how often, how late or by how many it is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from appeals.rules.handling import HandlingRule, working_days_after

ONE_DAY = timedelta(days=1)


class DueKind(StrEnum):
    """The person is reminded, the desk is reminded, the leader is told, or the system acts."""

    APPEAL_IN_A_WEEK = "appeal_in_a_week"
    APPEAL_IN_TWO_DAYS = "appeal_in_two_days"
    COMMENTS_END = "comments_end"
    MAY_ASK_MINISTRY = "may_ask_ministry"
    UNCLAIMED = "unclaimed"
    ANSWER_SOON = "answer_soon"
    ANSWER_OVERDUE = "answer_overdue"
    ANSWER_ESCALATED = "answer_escalated"
    FORWARD = "forward"
    INQUIRY_SOON = "inquiry_soon"
    INQUIRY_OVERDUE = "inquiry_overdue"
    ANEW_SOON = "anew_soon"
    ANEW_OVERDUE = "anew_overdue"
    ANEW_ESCALATED = "anew_escalated"


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do once, from a day on; with ``until``, it means nothing after that day."""

    kind: DueKind
    about: str
    from_day: date
    until: date | None = None

    @property
    def key(self) -> str:
        """The same for as long as the day it follows from is the same."""
        return f"{self.kind}:{self.about}:{self.from_day.isoformat()}"

    def applies_on(self, day: date) -> bool:
        return self.from_day <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Lodged:
    """An appeal that waits for the school's answer."""

    about: str
    registered_on: date
    is_held: bool
    first_promise: date
    promised_by: date
    goes_to_ministry: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """An appeal over which the school kept its decision. ``comments_ended_on``: said that there is nothing to add."""

    about: str
    comment_by: date
    has_commented: bool
    comments_ended_on: date | None
    goes_to_ministry: bool


@dataclass(frozen=True, slots=True)
class AtMinistry:
    """``asked_for_by``: by when the school is to answer what the ministry has asked it; None where nothing is open."""

    about: str
    forwarded_on: date
    is_held: bool
    promised_by: date
    asked_for_by: date | None = None


@dataclass(frozen=True, slots=True)
class SentBack:
    """A case that the ministry sent back, and in which the school decides anew."""

    about: str
    decide_by: date


def due_of_refusal(about: str, appeal_by: date) -> Iterator[Due]:
    """Of a refusal over which nobody has appealed: a reminder that comes too late is left to the next."""
    in_two_days = appeal_by - timedelta(days=2)
    yield Due(DueKind.APPEAL_IN_A_WEEK, about, appeal_by - timedelta(days=7), in_two_days - ONE_DAY)
    yield Due(DueKind.APPEAL_IN_TWO_DAYS, about, in_two_days, appeal_by)


def due_of_lodged(case: Lodged, rule: HandlingRule) -> Iterator[Due]:
    if not case.is_held:
        unclaimed_from = working_days_after(case.registered_on, rule.claim_within)
        yield Due(DueKind.UNCLAIMED, case.about, unclaimed_from)
    yield from _promise(case.about, case.promised_by, days_before=3)
    overdue_from = case.promised_by + ONE_DAY
    yield Due(DueKind.ANSWER_ESCALATED, case.about, working_days_after(overdue_from, rule.escalate_after))
    ministry_from = may_ask_from(case.first_promise, rule)
    if case.goes_to_ministry:
        yield Due(DueKind.FORWARD, case.about, working_days_after(ministry_from, rule.forward_within))
    else:
        yield Due(DueKind.MAY_ASK_MINISTRY, case.about, ministry_from)


def due_of_kept(case: Kept, rule: HandlingRule) -> Iterator[Due]:
    if not case.has_commented and case.comments_ended_on is None:
        yield Due(DueKind.COMMENTS_END, case.about, case.comment_by - timedelta(days=2), case.comment_by)
    if case.goes_to_ministry:
        to_be_forwarded_on = case.comments_ended_on or case.comment_by + ONE_DAY
        yield Due(DueKind.FORWARD, case.about, working_days_after(to_be_forwarded_on, rule.forward_within))


def due_at_ministry(case: AtMinistry, rule: HandlingRule) -> Iterator[Due]:
    """While the school is asked, the ministry's own promise stands still, and the school is reminded of its answer."""
    if not case.is_held:
        unclaimed_from = working_days_after(case.forwarded_on, rule.claim_within)
        yield Due(DueKind.UNCLAIMED, case.about, unclaimed_from)
    if case.asked_for_by is None:
        yield from _promise(case.about, case.promised_by, days_before=7)
        return
    soon = case.asked_for_by - timedelta(days=2)
    yield Due(DueKind.INQUIRY_SOON, case.about, soon, case.asked_for_by)
    yield Due(DueKind.INQUIRY_OVERDUE, case.about, case.asked_for_by + ONE_DAY)


def due_of_sent_back(case: SentBack, rule: HandlingRule) -> Iterator[Due]:
    """The system decides nothing here: it reminds, and then tells the leader."""
    overdue_from = case.decide_by + ONE_DAY
    yield Due(DueKind.ANEW_SOON, case.about, case.decide_by - timedelta(days=3), case.decide_by)
    yield Due(DueKind.ANEW_OVERDUE, case.about, overdue_from)
    yield Due(DueKind.ANEW_ESCALATED, case.about, working_days_after(overdue_from, rule.escalate_after))


def may_ask_from(first_promise: date, rule: HandlingRule) -> date:
    """From when the person may have the ministry decide without the school's answer. An extension does not move it."""
    return first_promise + timedelta(days=rule.ask_after)


def _promise(about: str, promised_by: date, *, days_before: int) -> Iterator[Due]:
    yield Due(DueKind.ANSWER_SOON, about, promised_by - timedelta(days=days_before), promised_by)
    yield Due(DueKind.ANSWER_OVERDUE, about, promised_by + ONE_DAY)
