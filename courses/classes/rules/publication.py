"""What a class needs before it can be published. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from amu.kernel.verdict import Fact

MOST_FOR_A_GUARANTEE = 5  # participants a guaranteed class may ask for at least
CAP_PER_WEEK = Decimal(700)  # supplements above it need a documented cost (`supplements`)
PLACEHOLDER = Decimal(1)  # kroner that some systems write for "ask the school"


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """A course of the class. ``approved``: whether the provider may hold it, None where nobody knows.

    ``prices`` are those stated for it, the full price among them.
    """

    code: str
    days: Decimal
    prices: tuple[Decimal, ...] = ()
    approved: bool | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A class as somebody wants to publish it.

    ``has_target_price``: the rules of the fee find a price for the target group. A full price alone is none.
    """

    starts_on: date
    ends_on: date
    enrol_by: date | None
    capacity: int
    seats_gone: int
    minimum: int | None
    is_guaranteed: bool
    is_open_workshop: bool
    published_price: Decimal | None
    asks_school_for_price: bool
    has_target_price: bool
    courses: tuple[CoursePlan, ...]
    supplements: tuple[Decimal, ...] = ()


class FindingCode(StrEnum):
    """What may be wrong with a class, or worth a look."""

    FIRST_YEAR_UNLIKELY = "first_year_unlikely"
    LAST_YEAR_UNLIKELY = "last_year_unlikely"
    DEADLINE_YEAR_UNLIKELY = "deadline_year_unlikely"
    ENDS_BEFORE_START = "ends_before_start"
    DEADLINE_MISSING = "deadline_missing"
    DEADLINE_AFTER_END = "deadline_after_end"
    DEADLINE_AFTER_START = "deadline_after_start"
    NO_SEATS = "no_seats"
    OPEN_WORKSHOP_WITHOUT_SEATS = "open_workshop_without_seats"
    FEWER_SEATS_THAN_TAKEN = "fewer_seats_than_taken"
    GUARANTEE_WITH_HIGH_MINIMUM = "guarantee_with_high_minimum"
    MINIMUM_ABOVE_SEATS = "minimum_above_seats"
    NO_COURSES = "no_courses"
    APPROVAL_UNKNOWN = "approval_unknown"
    NOT_APPROVED = "not_approved"
    PLACEHOLDER_PRICE = "placeholder_price"
    PRICE_MISSING = "price_missing"
    TARGET_PRICE_MISSING = "target_price_missing"
    SUPPLEMENTS_ABOVE_CAP = "supplements_above_cap"
    COURSES_ARE_PROMISED = "courses_are_promised"
    PLACE_OF_ANOTHER_SCHOOL = "place_of_another_school"
    CANCELLED = "cancelled"
    BEGUN_ALREADY = "begun_already"
    OVER_ALREADY = "over_already"
    SERIES_TOO_LONG = "series_too_long"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong (``blocks``) or worth a look."""

    code: str
    blocks: bool = True
    facts: dict[str, Fact] = field(default_factory=dict)


def findings(plan: Plan) -> tuple[Finding, ...]:
    """Everything wrong or doubtful at once, so that nobody corrects one thing at a time."""
    return (*_dates(plan), *_seats(plan), *_courses(plan), *_prices(plan))


def _dates(plan: Plan) -> Iterator[Finding]:
    if plan.ends_on < plan.starts_on:
        yield Finding(FindingCode.ENDS_BEFORE_START)
    if plan.enrol_by is None:
        yield Finding(FindingCode.DEADLINE_MISSING)
    elif plan.enrol_by > plan.ends_on:
        yield Finding(FindingCode.DEADLINE_AFTER_END)
    elif plan.enrol_by >= plan.starts_on and not plan.is_open_workshop:
        yield Finding(FindingCode.DEADLINE_AFTER_START, blocks=False)


def _seats(plan: Plan) -> Iterator[Finding]:
    if plan.capacity < 1:
        yield Finding(
            FindingCode.OPEN_WORKSHOP_WITHOUT_SEATS if plan.is_open_workshop else FindingCode.NO_SEATS
        )
    elif plan.capacity < plan.seats_gone:
        yield Finding(FindingCode.FEWER_SEATS_THAN_TAKEN, facts={"taken": plan.seats_gone})
    if plan.is_guaranteed and plan.minimum is not None and plan.minimum > MOST_FOR_A_GUARANTEE:
        yield Finding(FindingCode.GUARANTEE_WITH_HIGH_MINIMUM, facts={"most": MOST_FOR_A_GUARANTEE})
    if plan.minimum is not None and plan.minimum > plan.capacity:
        yield Finding(FindingCode.MINIMUM_ABOVE_SEATS, facts={"capacity": plan.capacity})


def _courses(plan: Plan) -> Iterator[Finding]:
    if not plan.courses:
        yield Finding(FindingCode.NO_COURSES)
    for course in plan.courses:
        if course.approved is None:
            yield Finding(FindingCode.APPROVAL_UNKNOWN, blocks=False, facts={"course": course.code})
        elif not course.approved:
            yield Finding(FindingCode.NOT_APPROVED, facts={"course": course.code})


def _prices(plan: Plan) -> Iterator[Finding]:
    stated = [price for course in plan.courses for price in course.prices]
    if plan.published_price is not None:
        stated.append(plan.published_price)
    if any(Decimal(0) < price <= PLACEHOLDER for price in stated):
        yield Finding(FindingCode.PLACEHOLDER_PRICE)
    if not (plan.asks_school_for_price or plan.published_price is not None or plan.has_target_price):
        if plan.courses and all(course.prices for course in plan.courses):
            yield Finding(FindingCode.TARGET_PRICE_MISSING, blocks=False, facts={"year": plan.starts_on.year})
        else:
            yield Finding(FindingCode.PRICE_MISSING)
    if sum(plan.supplements, Decimal(0)) > CAP_PER_WEEK * _weeks(plan):
        yield Finding(FindingCode.SUPPLEMENTS_ABOVE_CAP, blocks=False, facts={"cap": int(CAP_PER_WEEK)})


def _weeks(plan: Plan) -> Decimal:
    """Weeks of five course days, rounded up: a week that has begun counts in full."""
    days = sum((course.days for course in plan.courses), Decimal(0))
    return max(Decimal(1), (days / 5).to_integral_value(rounding="ROUND_CEILING"))
