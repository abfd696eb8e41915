"""The answer to "what does it cost?": a quote that can show every step, or the reason there is none.

Codes and plain facts only, so that an answer can be stored with an application and be put into
words later, in either language, without being computed again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from amu.kernel.errors import CodedError
from amu.kernel.money import CURRENCY, plain
from courses.fees.rules.facts import Facts


class Ground(StrEnum):
    """Why the price is what it is: the ground is what people may disagree with."""

    TARGET_GROUP = "target_group"
    DEGREE_UNUSED = "degree_unused"
    HIGHER_EDUCATION = "higher_education"
    CERTIFICATE_SCHEME = "certificate_scheme"
    FEE_EXEMPT = "fee_exempt"
    BASIC_SKILLS = "basic_skills"
    IGU = "igu"
    SIX_WEEKS = "six_weeks"
    MUNICIPALITY = "municipality"
    GREENLAND_FAROE = "greenland_faroe"


class Condition(StrEnum):
    """What must hold for a price to stand."""

    IGU_CONTRACT_ON_FILE = "igu_contract_on_file"
    SIX_WEEKS_APPROVED = "six_weeks_approved"
    MUNICIPALITY_AGREES = "municipality_agrees"
    TAKES_THE_OTHER_COURSE = "takes_the_other_course"
    EDUCATION_DECLARED = "education_declared"
    SCHOOL_USES_CHARGES = "school_uses_charges"


class Change(StrEnum):
    """What would make it another price."""

    SCHEME_ENDS = "scheme_ends"
    RESIDENCE_OR_WORK_IN_DENMARK = "residence_or_work_in_denmark"
    DEGREE_UNUSED_FIVE_YEARS = "degree_unused_five_years"
    HIGHER_EDUCATION_IN_USE = "higher_education_in_use"
    WITHOUT_OTHER_COURSE = "without_other_course"
    WITH_ANOTHER_COURSE = "with_another_course"
    SUPPLEMENTS = "supplements"
    LAWFUL_ABSENCE = "lawful_absence"
    SUBSTITUTE = "substitute"
    CANCELLED_BY_SCHOOL = "cancelled_by_school"
    EMPTY_SEAT_PAID = "empty_seat_paid"


class NoPriceCode(StrEnum):
    """Why there is no price. Commands print them, so they stay."""

    NO_RATE = "no_rate"
    RATE_CLASS_UNKNOWN = "rate_class_unknown"
    NO_FULL_PRICE = "no_full_price"
    ASK_SCHOOL = "ask_school"
    EXEMPTION_UNKNOWN = "exemption_unknown"
    CERTIFICATE_UNKNOWN = "certificate_unknown"
    EDUCATION_UNSURE = "education_unsure"
    DAYS_UNKNOWN = "days_unknown"
    FULL_PRICE_BELOW_LOW = "full_price_below_low"
    UNKNOWN_COURSE = "unknown_course"
    UNKNOWN_RUN = "unknown_run"
    COURSE_NOT_ON_RUN = "course_not_on_run"
    REPEATED_COURSE = "repeated_course"
    UNKNOWN_SUPPLEMENT = "unknown_supplement"
    START_DIFFERS = "start_differs"
    DEGREE_USED_IN_FUTURE = "degree_used_in_future"
    BAD_DATE = "bad_date"
    BAD_DAYS = "bad_days"
    BAD_LESSONS = "bad_lessons"
    BAD_AMOUNT = "bad_amount"
    COURSE_AND_DAYS = "course_and_days"
    DATE_OUT_OF_ORDER = "date_out_of_order"
    MISSING_START = "missing_start"
    UNKNOWN_EDUCATION = "unknown_education"
    UNKNOWN_SCHEME = "unknown_scheme"


class Payer(StrEnum):
    PARTICIPANT = "participant"
    EMPLOYER = "employer"
    MUNICIPALITY = "municipality"
    NOBODY = "nobody"


class LineCode(StrEnum):
    FREE = "free"
    RATE = "rate"  # days times the year's rate
    PUBLISHED = "published"  # the school's own price
    INCLUDED = "included"  # in the published price of the class, on another line
    FULL_PRICE = "full_price"
    SUPPLEMENT = "supplement"
    SUPPLEMENT_DECLINED = "supplement_declined"
    CHARGE = "charge"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the arithmetic. ``amount`` is the participant's; ``cost`` is what is paid by anybody.

    ``cost`` is None where somebody else pays and the price is not known. VAT is in the amounts.
    """

    code: LineCode
    course: str
    ground: str
    amount: Decimal
    cost: Decimal | None
    vat_rate: Decimal
    facts: Facts = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {
            "code": str(self.code),
            "course": self.course,
            "ground": str(self.ground),
            "amount": plain(self.amount),
            "cost": None if self.cost is None else plain(self.cost),
            "vat_rate": str(self.vat_rate),
            "facts": dict(self.facts),
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            code=LineCode(stored["code"]),
            course=stored["course"],
            ground=stored["ground"],
            amount=Decimal(stored["amount"]),
            cost=None if stored["cost"] is None else Decimal(stored["cost"]),
            vat_rate=Decimal(stored["vat_rate"]),
            facts=dict(stored["facts"]),
        )


@dataclass(frozen=True, slots=True)
class Quote:
    """A price with its whole explanation. ``total`` is what the participant pays.

    ``payer_amount`` is what the payer pays: the total where that is the participant, None where
    a municipality pays and no price is known. ``conditions`` must hold for it to stand;
    ``would_change`` says what would make it another price. ``sources`` are statute ids.
    """

    total: Decimal
    ground: str
    payer: Payer
    payer_amount: Decimal | None
    lines: tuple[Line, ...]
    rule_version: str
    sources: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    would_change: tuple[str, ...] = ()
    facts: Facts = field(default_factory=dict)
    currency: str = CURRENCY

    def as_dict(self) -> dict[str, Any]:
        return {
            "total": plain(self.total),
            "currency": self.currency,
            "ground": str(self.ground),
            "payer": str(self.payer),
            "payer_amount": None if self.payer_amount is None else plain(self.payer_amount),
            "lines": [line.as_dict() for line in self.lines],
            "rule_version": self.rule_version,
            "sources": list(self.sources),
            "conditions": list(self.conditions),
            "would_change": list(self.would_change),
            "facts": dict(self.facts),
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        owed = stored["payer_amount"]
        return cls(
            total=Decimal(stored["total"]),
            ground=stored["ground"],
            payer=Payer(stored["payer"]),
            payer_amount=None if owed is None else Decimal(owed),
            lines=tuple(Line.from_dict(line) for line in stored["lines"]),
            rule_version=stored["rule_version"],
            sources=tuple(stored["sources"]),
            conditions=tuple(stored["conditions"]),
            would_change=tuple(stored["would_change"]),
            facts=dict(stored["facts"]),
            currency=stored["currency"],
        )


@dataclass(frozen=True, slots=True)
class NoPrice:
    """Why there is no price. No price is ever guessed."""

    code: str
    facts: Facts = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {"error": self.code, "facts": dict(self.facts)}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        return cls(stored["error"], dict(stored["facts"]))


class PriceError(CodedError):
    """Raised inside the rules where there is no price; ``price`` turns it into a ``NoPrice``."""

    def __init__(self, code: NoPriceCode, **facts: str | int) -> None:
        super().__init__(code, **facts)

    @property
    def answer(self) -> NoPrice:
        return NoPrice(self.code, dict(self.facts))
