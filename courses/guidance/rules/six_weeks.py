"""Six weeks of job-oriented training as a checklist (rules.md §1.9). Advice: the unemployment fund decides."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from amu.kernel.verdict import Verdict, no, yes

YOUNG = 25


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
class Plan:
    """What somebody says of themselves and of the training they want. None: they do not know."""

    education: str = ""
    vocational_too: bool | None = None
    weeks_unemployed: int | None = None
    age: int | None = None
    side_business: bool | None = None
    on_the_list: bool | None = None
    days: Decimal | None = None


def checklist(plan: Plan, *, on: date, rule: SixWeeksRule = RULE) -> tuple[Verdict, ...]:
    """Each condition with its answer and reason. What is not known is a no that says so."""
    checks = (
        _education(plan, rule),
        _waited(plan, rule),
        _in_time(plan, rule),
        _side_business(plan, rule),
        _on_the_list(plan, rule),
        _length(plan, rule),
    )
    return checks if on <= rule.known_to else (*checks, no("rules_after_not_known", statute=rule.source))


def _education(plan: Plan, rule: SixWeeksRule) -> Verdict:
    if plan.education in ("unskilled", "vocational"):
        return yes("six_weeks_education", statute=rule.source)
    if plan.education != "higher" or plan.vocational_too is None:
        return no("six_weeks_education_unknown", statute=rule.source)
    if plan.vocational_too:
        return yes("six_weeks_education", statute=rule.source)
    return no("six_weeks_only_higher", statute=rule.source)


def _waited(plan: Plan, rule: SixWeeksRule) -> Verdict:
    weeks = plan.weeks_unemployed
    if weeks is None:
        return no("six_weeks_wait_unknown", statute=rule.source, weeks=rule.weeks_before)
    if weeks < rule.weeks_before:
        return no(
            "six_weeks_not_yet", statute=rule.source, weeks=rule.weeks_before, left=rule.weeks_before - weeks
        )
    return yes("six_weeks_waited", statute=rule.source, weeks=rule.weeks_before)


def _in_time(plan: Plan, rule: SixWeeksRule) -> Verdict:
    if plan.age is None or plan.weeks_unemployed is None:
        return no("six_weeks_end_unknown", statute=rule.source, young=rule.weeks_young, weeks=rule.weeks)
    last = rule.weeks_young if plan.age < YOUNG else rule.weeks
    if plan.weeks_unemployed >= last:
        return no("six_weeks_too_late", statute=rule.source, weeks=last)
    return yes("six_weeks_in_time", statute=rule.source, weeks=last, left=last - plan.weeks_unemployed)


def _length(plan: Plan, rule: SixWeeksRule) -> Verdict:
    most = int(rule.most_days)
    if plan.days is None:
        return no("six_weeks_length_unknown", statute=rule.source, days=most)
    if plan.days > rule.most_days:
        return no("six_weeks_too_long", statute=rule.source, days=most)
    return yes("six_weeks_length", statute=rule.source, days=most)


def _side_business(plan: Plan, rule: SixWeeksRule) -> Verdict:
    if plan.side_business is None:
        return no("side_business_unknown", statute=rule.source)
    if plan.side_business:
        return no("side_business", statute=rule.source)
    return yes("no_side_business", statute=rule.source)


def _on_the_list(plan: Plan, rule: SixWeeksRule) -> Verdict:
    if plan.on_the_list is None:
        return no("positive_list_unknown", statute=rule.source)
    if plan.on_the_list:
        return yes("on_positive_list", statute=rule.source)
    return no("not_on_positive_list", statute=rule.source)
