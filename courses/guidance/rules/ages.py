"""Certificates that are handed out from an age only. The course itself is open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amu.kernel.dates import years_after
from amu.kernel.verdict import Verdict, no, yes


class AgeCode(StrEnum):
    OLD_ENOUGH = "old_enough_for_certificate"
    TOO_YOUNG = "certificate_from_age"
    UNKNOWN = "age_unknown_certificate_from"


@dataclass(frozen=True, slots=True)
class AgeRule:
    """``or_vocational``: younger people get it as part of a vocational education."""

    courses: frozenset[str]
    years: int
    source: str
    or_vocational: bool = True


AGES: tuple[AgeRule, ...] = (AgeRule(frozenset({"47592", "47890"}), 18, "forklift_18"),)


def old_enough(birth_date: date | None, courses: Collection[str], on: date) -> Verdict | None:
    """For the first course with an age rule: old enough on the day? None where no course has one."""
    rule = next((rule for rule in AGES if rule.courses & set(courses)), None)
    if rule is None:
        return None
    if birth_date is None:
        return yes(AgeCode.UNKNOWN, statute=rule.source, years=rule.years)
    if on < years_after(birth_date, rule.years):
        return no(AgeCode.TOO_YOUNG, statute=rule.source, years=rule.years)
    return yes(AgeCode.OLD_ENOUGH, statute=rule.source, years=rule.years)
