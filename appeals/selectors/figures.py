"""Figures of the appeals that came in a quarter: counts alone, without anything about anybody."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncQuarter

from amu import clock
from amu.kernel.deadlines import is_met
from appeals.enums import AppealState, Finding, Lateness
from appeals.models import Appeal
from appeals.rules.figures import (
    DIVIDED_FROM,
    NOT_ANSWERED,
    NOT_DECIDED,
    DaysUsed,
    MinistryAnswered,
    OnTime,
    Quarter,
    SchoolAnswered,
    alone,
    days_used,
    shown,
)
from enrolment.enums import RefusalReason

READ = (
    *("decision__reason", "state", "received_at", "last_day", "review__outcome", "review__reviewed_at"),
    *("review__lateness", "referral__forwarded_at", "referral__outcome", "referral__decided_at"),
    *("referral__lateness", "referral__findings"),
)


class Figure(StrEnum):
    """What is counted."""

    REASON = "reason"
    SCHOOL = "school"
    MINISTRY = "ministry"
    SCHOOL_DAYS = "school_days"
    MINISTRY_DAYS = "ministry_days"
    ON_TIME = "on_time"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class Line:
    """One count by its code; None where it is not shown. ``share``: of the longest bar, in hundredths."""

    code: StrEnum
    count: int | None
    share: int


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of one figure, and their total; None where an appeal may be in several lines, or in none."""

    figure: Figure
    lines: tuple[Line, ...]
    total: int | None

    def hides(self, codes: Collection[StrEnum]) -> bool:
        """Whether one of those lines is not shown."""
        return any(line.count is None for line in self.lines if line.code in codes)


@dataclass(frozen=True, slots=True)
class QuarterCount:
    """How many appeals came in a quarter; None where they are few."""

    quarter: Quarter
    count: int | None
    share: int


def figures_of(quarter: Quarter, provider_ids: set[int] | None) -> list[Table]:
    """Of the appeals that came in it to those schools, or to any (None). One query; nothing where they are few."""
    rows = list(_within(quarter.first_day, quarter.next_first_day, provider_ids).values(*READ))
    if len(rows) < DIVIDED_FROM:
        return []
    school = _whole(Figure.SCHOOL, SchoolAnswered, map(_school, rows))
    ministry = _whole(Figure.MINISTRY, MinistryAnswered, map(_ministry, rows))
    answered = ("received_at", "review__reviewed_at")
    decided = ("referral__forwarded_at", "referral__decided_at")
    found = (Finding(code) for row in rows for code in row["referral__findings"] or ())
    return [
        _whole(Figure.REASON, RefusalReason, (RefusalReason(row["decision__reason"]) for row in rows)),
        school,
        _days(Figure.SCHOOL_DAYS, rows, answered, hides_unanswered=school.hides(NOT_ANSWERED)),
        ministry,
        _days(Figure.MINISTRY_DAYS, rows, decided, hides_unanswered=ministry.hides(NOT_DECIDED)),
        _whole(Figure.ON_TIME, OnTime, map(_on_time, rows)),
        _each(Figure.FINDINGS, Finding, found),
    ]


def quarters_until(quarter: Quarter, provider_ids: set[int] | None, *, count: int = 8) -> list[QuarterCount]:
    """It and those before it, newest first. One query."""
    quarters = quarter.back(count)
    rows = _within(quarters[-1].first_day, quarter.next_first_day, provider_ids).order_by()
    grouped = rows.annotate(quarter=TruncQuarter("received_at", tzinfo=clock.COPENHAGEN))
    found = dict(grouped.values_list("quarter").annotate(count=Count("pk")))
    counts = {Quarter.of(clock.danish_date(moment)): number for moment, number in found.items()}
    told = {each: alone(counts.get(each, 0)) for each in quarters}
    longest = max((number or 0 for number in told.values()), default=0)
    return [QuarterCount(each, told[each], _share(told[each], longest)) for each in quarters]


def _within(first: date, end: date, provider_ids: set[int] | None) -> QuerySet[Appeal]:
    since, until = (datetime.combine(day, time.min, clock.COPENHAGEN) for day in (first, end))
    rows = Appeal.objects.filter(received_at__gte=since, received_at__lt=until)
    return rows if provider_ids is None else rows.filter(provider__in=provider_ids)


def _whole(figure: Figure, codes: type[StrEnum], found: Iterable[StrEnum]) -> Table:
    """Each appeal in one line, so that they add up."""
    counted = Counter(found)
    counts = shown({code: counted[code] for code in codes})
    return Table(figure, _lines(counts), total=counted.total())


def _each(figure: Figure, codes: type[StrEnum], found: Iterable[StrEnum]) -> Table:
    counted = Counter(found)
    return Table(figure, _lines({code: alone(counted[code]) for code in codes}), total=None)


def _lines(counts: Mapping[Any, int | None]) -> tuple[Line, ...]:
    longest = max((count or 0 for count in counts.values()), default=0)
    return tuple(Line(code, count, _share(count, longest)) for code, count in counts.items())


def _share(count: int | None, longest: int) -> int:
    return round(100 * count / longest) if count else 0


def _school(row: dict[str, Any]) -> SchoolAnswered:
    if row["review__outcome"]:
        return SchoolAnswered(row["review__outcome"])
    if row["referral__forwarded_at"]:
        return SchoolAnswered.NO_ANSWER
    return SchoolAnswered.WITHDRAWN if row["state"] == AppealState.WITHDRAWN else SchoolAnswered.WAITING


def _ministry(row: dict[str, Any]) -> MinistryAnswered:
    if row["referral__forwarded_at"] is None:
        return MinistryAnswered.NOT_SENT
    if row["referral__outcome"]:
        return MinistryAnswered(row["referral__outcome"])
    return MinistryAnswered.WITHDRAWN if row["state"] == AppealState.WITHDRAWN else MinistryAnswered.WAITING


def _on_time(row: dict[str, Any]) -> OnTime:
    """As it is computed everywhere: by the last day, and then by who decided."""
    if row["last_day"] is None or is_met(row["last_day"], row["received_at"]):
        return OnTime.IN_TIME
    match row["referral__lateness"] or row["review__lateness"]:
        case None | "":
            return OnTime.UNDECIDED
        case Lateness.NO_EXCEPTION:
            return OnTime.NOT_CONSIDERED
        case _:
            return OnTime.CONSIDERED


def _days(
    figure: Figure, rows: Sequence[dict[str, Any]], between: tuple[str, str], *, hides_unanswered: bool
) -> Table:
    """How many are not answered follows from the figure of the answers, and so is hidden exactly where that hides it."""
    counted = Counter(_used(row, *between) for row in rows)
    counts = {code: counted[code] for code in DaysUsed}
    open_ones = {DaysUsed.NONE}
    told = shown(counts, hide=open_ones) if hides_unanswered else shown(counts, keep=open_ones)
    return Table(figure, _lines(told), total=counted.total())


def _used(row: dict[str, Any], since: str, until: str) -> DaysUsed:
    if row[until] is None:
        return DaysUsed.NONE
    return days_used(clock.danish_date(row[since]), clock.danish_date(row[until]))
