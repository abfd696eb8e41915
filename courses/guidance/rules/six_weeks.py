"""Six weeks of job-oriented training as a checklist. Advice: the unemployment fund decides."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from amu.kernel.verdict import Verdict, no, yes

YOUNG = 25


class SixWeeksCode(StrEnum):
    EDUCATION = "six_weeks_education"
    EDUCATION_UNKNOWN = "six_weeks_education_unknown"
    ONLY_HIGHER = "six_weeks_only_higher"
    WAITED = "six_weeks_waited"
    NOT_YET = "six_weeks_not_yet"
    WAIT_UNKNOWN = "six_weeks_wait_unknown"
    IN_TIME = "six_weeks_in_time"
    TOO_LATE = "six_weeks_too_late"
    END_UNKNOWN = "six_weeks_end_unknown"
    NO_SIDE_BUSINESS = "no_side_business"
    SIDE_BUSINESS = "side_business"
    SIDE_BUSINESS_UNKNOWN = "side_business_unknown"
    ON_THE_LIST = "on_positive_list"
    NOT_ON_THE_LIST = "not_on_positive_list"
    LIST_UNKNOWN = "positive_list_unknown"
    LENGTH = "six_weeks_length"
    TOO_LONG = "six_weeks_too_long"
    LENGTH_UNKNOWN = "six_weeks_length_unknown"
    RULES_UNKNOWN = "rules_after_not_known"


class PointState(StrEnum):
    """How one condition of the checklist stands."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"


_UNKNOWN = frozenset(
    {
        SixWeeksCode.EDUCATION_UNKNOWN,
        SixWeeksCode.WAIT_UNKNOWN,
        SixWeeksCode.END_UNKNOWN,
        SixWeeksCode.SIDE_BUSINESS_UNKNOWN,
        SixWeeksCode.LIST_UNKNOWN,
        SixWeeksCode.LENGTH_UNKNOWN,
        SixWeeksCode.RULES_UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True)
class SixWeeksRule:
    """In force from ``valid_from`` up to and including ``known_to``; what applies after is not known.

    ``weeks_before`` is how long somebody waits, ``weeks_young`` and ``weeks`` by when the training
    must be over, for people under and from 25; ``most_days`` is six weeks of course days.
    """

    version: str
    valid_from: date
    known_to: date
    weeks_before: int
    weeks_young: int
    weeks: int
    most_days: Decimal
    source: str


RULE = SixWeeksRule(
    version="six-weeks-2021-1",
    valid_from=date(2021, 1, 1),
    known_to=date(2026, 12, 31),  # a new main act is expected on 1 January 2027
    weeks_before=5,
    weeks_young=26,
    weeks=39,
    most_days=Decimal(30),
    source="six_weeks",
)


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """What somebody says of themselves and of the training they want. None: they do not know."""

    education: str = ""
    vocational_too: bool | None = None
    weeks_unemployed: int | None = None
    age: int | None = None
    side_business: bool | None = None
    on_the_list: bool | None = None
    days: Decimal | None = None


def checklist(plan: TrainingPlan, *, on: date, rule: SixWeeksRule = RULE) -> tuple[Verdict, ...]:
    """Each condition with its answer and reason. What is not known is a no that says so."""
    checks = (
        _education(plan, rule),
        _waited(plan, rule),
        _in_time(plan, rule),
        _side_business(plan, rule),
        _on_the_list(plan, rule),
        _length(plan, rule),
    )
    return checks if on <= rule.known_to else (*checks, no(SixWeeksCode.RULES_UNKNOWN, statute=rule.source))


def state_of(verdict: Verdict) -> PointState:
    if verdict.ok:
        return PointState.MET
    return PointState.NOT_KNOWN if verdict.code in _UNKNOWN else PointState.NOT_MET


def _education(plan: TrainingPlan, rule: SixWeeksRule) -> Verdict:
    if plan.education in ("unskilled", "vocational"):
        return yes(SixWeeksCode.EDUCATION, statute=rule.source)
    if plan.education != "higher" or plan.vocational_too is None:
        return no(SixWeeksCode.EDUCATION_UNKNOWN, statute=rule.source)
    if plan.vocational_too:
        return yes(SixWeeksCode.EDUCATION, statute=rule.source)
    return no(SixWeeksCode.ONLY_HIGHER, statute=rule.source)


def _waited(plan: TrainingPlan, rule: SixWeeksRule) -> Verdict:
    weeks = plan.weeks_unemployed
    if weeks is None:
        return no(SixWeeksCode.WAIT_UNKNOWN, statute=rule.source, weeks=rule.weeks_before)
    if weeks < rule.weeks_before:
        return no(
            SixWeeksCode.NOT_YET, statute=rule.source, weeks=rule.weeks_before, left=rule.weeks_before - weeks
        )
    return yes(SixWeeksCode.WAITED, statute=rule.source, weeks=rule.weeks_before)


def _in_time(plan: TrainingPlan, rule: SixWeeksRule) -> Verdict:
    if plan.age is None or plan.weeks_unemployed is None:
        return no(SixWeeksCode.END_UNKNOWN, statute=rule.source, young=rule.weeks_young, weeks=rule.weeks)
    last = rule.weeks_young if plan.age < YOUNG else rule.weeks
    if plan.weeks_unemployed >= last:
        return no(SixWeeksCode.TOO_LATE, statute=rule.source, weeks=last)
    return yes(SixWeeksCode.IN_TIME, statute=rule.source, weeks=last, left=last - plan.weeks_unemployed)


def _length(plan: TrainingPlan, rule: SixWeeksRule) -> Verdict:
    most = int(rule.most_days)
    if plan.days is None:
        return no(SixWeeksCode.LENGTH_UNKNOWN, statute=rule.source, days=most)
    if plan.days > rule.most_days:
        return no(SixWeeksCode.TOO_LONG, statute=rule.source, days=most)
    return yes(SixWeeksCode.LENGTH, statute=rule.source, days=most)


def _side_business(plan: TrainingPlan, rule: SixWeeksRule) -> Verdict:
    if plan.side_business is None:
        return no(SixWeeksCode.SIDE_BUSINESS_UNKNOWN, statute=rule.source)
    if plan.side_business:
        return no(SixWeeksCode.SIDE_BUSINESS, statute=rule.source)
    return yes(SixWeeksCode.NO_SIDE_BUSINESS, statute=rule.source)


def _on_the_list(plan: TrainingPlan, rule: SixWeeksRule) -> Verdict:
    if plan.on_the_list is None:
        return no(SixWeeksCode.LIST_UNKNOWN, statute=rule.source)
    if plan.on_the_list:
        return yes(SixWeeksCode.ON_THE_LIST, statute=rule.source)
    return no(SixWeeksCode.NOT_ON_THE_LIST, statute=rule.source)
