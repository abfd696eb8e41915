"""What a price depends on. Facts of the person, of each course, and of the class they would join."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

DAYS_ALONE = "days"  # stands where a course's code would: arithmetic without a course


class Education(StrEnum):
    """The highest completed education, as the person states it."""

    UNSKILLED = "unskilled"
    VOCATIONAL = "vocational"
    HIGHER = "higher"
    UNSURE = "unsure"


class Scheme(StrEnum):
    NONE = "none"
    SIX_WEEKS = "six_weeks"
    IGU = "igu"
    MUNICIPALITY = "municipality"
    EMPLOYER = "employer"
    GREENLAND_FAROE = "greenland_faroe"


class Flag(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def truth(self) -> bool | None:
        return None if self is Flag.UNKNOWN else self is Flag.YES


class RateClass(StrEnum):
    """Until 2023 each course had the low or the high rate; from 2024 one rate covers all."""

    SINGLE = "single"
    LOW = "low"
    HIGH = "high"
    UNKNOWN = "unknown"


class Field(StrEnum):
    """Fields where many, but not all, courses are free for the target group (statute id ``participation_fee``)."""

    SOCIAL_CARE = "social_care"
    EDUCATION = "education"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Person:
    """What the person says of themselves. ``degree_last_used``: the last day a higher degree was used.

    ``says_unused`` counts only where no such day is given: not used for five years at the start.
    """

    education: Education
    degree_last_used: date | None = None
    scheme: Scheme = Scheme.NONE
    says_unused: bool = False


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """One course as it is priced. ``days`` None: not known. Amounts are kroner.

    ``full_price`` is the stored one for the year in question, or None; it is never derived.
    ``full_subsidy`` is the part of it that the state pays for the target group, where that is known.
    ``target_price`` is the school's own price for the course on this run, if it published one.
    """

    code: str
    days: Decimal | None
    fee_exempt: Flag = Flag.UNKNOWN
    field: Field = Field.OTHER
    basic_skills: bool = False
    skills_assessment: bool = False
    certificate: Flag = Flag.UNKNOWN
    rate_class: RateClass = RateClass.UNKNOWN
    full_price: Decimal | None = None
    full_subsidy: Decimal | None = None
    target_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Supplement:
    """An extra of the class that may always be declined (statute id ``supplements``)."""

    key: str
    amount: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Booking:
    """What is asked for: one class with the courses it carries, or a course by itself, from a day.

    ``published_price`` is the school's price for everything the class carries, without
    supplements. ``also`` are further courses taken beside it, and in the price; ``beside`` are those of another class
    that is applied for at the same time, with a price of its own. ``accepts`` holds the keys of
    the supplements wanted.
    """

    starts_on: date
    courses: tuple[CourseFacts, ...]
    also: tuple[CourseFacts, ...] = ()
    published_price: Decimal | None = None
    asks_school: bool = False
    supplements: tuple[Supplement, ...] = ()
    accepts: frozenset[str] = frozenset()
    beside: tuple[CourseFacts, ...] = ()

    @property
    def everything(self) -> tuple[CourseFacts, ...]:
        return (*self.courses, *self.also)


@dataclass(frozen=True, slots=True)
class Rate:
    """One dated row of the rate table: kroner per course day."""

    year: int
    rate_class: RateClass
    per_day: Decimal
    valid_from: date
    valid_to: date | None
    source: str

    def holds_on(self, day: date) -> bool:
        return (
            self.year == day.year and self.valid_from <= day and (not self.valid_to or day <= self.valid_to)
        )


type Fact = str | int | bool | None
type Facts = Mapping[str, Fact]
