"""Who pays what, as a table with dates and sources; docs/rules.md prints it.

The first row whose every condition holds decides. A condition that cannot be known stops the
search with its own error: nobody is given the next row's price by guess.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from courses.fees.rules.answers import Change, Condition, Ground, NoPriceCode, Payer, PriceError
from courses.fees.rules.facts import Scheme

RULE_VERSION = "fee-rules-2026-1"
YEARS_UNUSED = 5  # a degree not used for so many whole years counts as none; exactly five is enough


class PriceKind(StrEnum):
    FREE = "free"
    LOW = "low"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """The facts that rules ask about, for one person and one course. None: cannot be known."""

    scheme: Scheme
    outside_target_group: bool | None
    exempt: bool | None
    basic_skills_beside_course: bool
    certificate: bool | None
    degree_unused: bool


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One row: conditions left None do not matter. Validity is by the first course day."""

    ground: Ground
    result: PriceKind
    sources: tuple[str, ...]
    scheme: Scheme | None = None
    outside_target_group: bool | None = None
    exempt: bool | None = None
    basic_skills_beside_course: bool | None = None
    certificate: bool | None = None
    degree_unused: bool | None = None
    payer: Payer = Payer.PARTICIPANT
    conditions: tuple[Condition, ...] = ()
    would_change: tuple[Change, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from or day) <= day <= (self.valid_to or day)


RULES: tuple[FeeRule, ...] = (
    FeeRule(
        Ground.IGU,
        PriceKind.FREE,
        ("igu",),
        scheme=Scheme.IGU,
        payer=Payer.NOBODY,
        conditions=(Condition.IGU_CONTRACT_ON_FILE,),
        would_change=(Change.SCHEME_ENDS,),
    ),
    FeeRule(
        Ground.SIX_WEEKS,
        PriceKind.FREE,
        ("six_weeks",),
        scheme=Scheme.SIX_WEEKS,
        payer=Payer.MUNICIPALITY,
        conditions=(Condition.SIX_WEEKS_APPROVED,),
        would_change=(Change.SCHEME_ENDS,),
    ),
    FeeRule(
        Ground.MUNICIPALITY,
        PriceKind.FREE,
        ("municipality_pays",),
        scheme=Scheme.MUNICIPALITY,
        payer=Payer.MUNICIPALITY,
        conditions=(Condition.MUNICIPALITY_AGREES,),
        would_change=(Change.SCHEME_ENDS,),
    ),
    FeeRule(
        Ground.GREENLAND_FAROE,
        PriceKind.FULL,
        ("greenland_faroe",),
        scheme=Scheme.GREENLAND_FAROE,
        would_change=(Change.RESIDENCE_OR_WORK_IN_DENMARK,),
    ),
    FeeRule(
        Ground.CERTIFICATE_SCHEME,
        PriceKind.LOW,
        ("certificate_courses_2020",),
        outside_target_group=True,
        certificate=True,
        valid_from=date(2020, 9, 1),
        valid_to=date(2021, 12, 31),
    ),
    FeeRule(
        Ground.HIGHER_EDUCATION,
        PriceKind.FULL,
        ("open_education_8", "participation_fee"),
        outside_target_group=True,
        would_change=(Change.DEGREE_UNUSED_FIVE_YEARS,),
    ),
    FeeRule(
        Ground.FEE_EXEMPT,
        PriceKind.FREE,
        ("participation_fee",),
        exempt=True,
        payer=Payer.NOBODY,
        would_change=(Change.HIGHER_EDUCATION_IN_USE,),
    ),
    FeeRule(
        Ground.BASIC_SKILLS,
        PriceKind.FREE,
        ("participation_fee",),
        basic_skills_beside_course=True,
        payer=Payer.NOBODY,
        conditions=(Condition.TAKES_THE_OTHER_COURSE,),
        would_change=(Change.WITHOUT_OTHER_COURSE, Change.HIGHER_EDUCATION_IN_USE),
    ),
    FeeRule(
        Ground.DEGREE_UNUSED,
        PriceKind.LOW,
        ("five_year_rule", "fee_catalogue"),
        degree_unused=True,
        conditions=(Condition.EDUCATION_DECLARED,),
        would_change=(Change.HIGHER_EDUCATION_IN_USE,),
    ),
    FeeRule(
        Ground.TARGET_GROUP,
        PriceKind.LOW,
        ("open_education_8", "fee_catalogue"),
        conditions=(Condition.EDUCATION_DECLARED,),
        would_change=(Change.HIGHER_EDUCATION_IN_USE,),
    ),
)

CONDITIONS = (
    "outside_target_group",
    "exempt",
    "basic_skills_beside_course",
    "certificate",
    "degree_unused",
)
_UNKNOWN = {
    "outside_target_group": NoPriceCode.EDUCATION_UNSURE,
    "exempt": NoPriceCode.EXEMPTION_UNKNOWN,
    "certificate": NoPriceCode.CERTIFICATE_UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class VatRate:
    """VAT on training by first course day: exempt so far (statute id ``vat_13``)."""

    rate: Decimal
    valid_from: date
    source: str


VAT: tuple[VatRate, ...] = (VatRate(Decimal("0.00"), date.min, "vat_13"),)


def vat_on(day: date) -> Decimal:
    return max((row for row in VAT if row.valid_from <= day), key=lambda row: row.valid_from).rate


def deciding_rule(facts: RuleFacts, day: date, *, course: str) -> FeeRule:
    """Raises ``PriceError``: ``education_unsure``, ``exemption_unknown``, ``certificate_unknown``."""
    for rule in RULES:
        if rule.is_valid_on(day) and rule.scheme in (None, facts.scheme) and _holds(rule, facts, course):
            return rule
    raise AssertionError("the last rule has no conditions")


def _holds(rule: FeeRule, facts: RuleFacts, course: str) -> bool:
    unknown: NoPriceCode | None = None
    for name in CONDITIONS:
        wanted, actual = getattr(rule, name), getattr(facts, name)
        if wanted is None:
            continue
        if actual is None:
            unknown = unknown or _UNKNOWN[name]
        elif actual is not wanted:
            return False
    if unknown:
        raise PriceError(unknown, course=course)
    return True
