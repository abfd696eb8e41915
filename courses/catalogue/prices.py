"""Both prices, for public pages whose reader is not known. The rules decide, never this module."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from courses.classes.models import Course, CourseRun
from courses.classes.pricing.batch import PriceBook
from courses.classes.pricing.facts import KnownRun, facts_and_rates, known_course, known_run, load_rates
from courses.classes.pricing.quote import quote_known_run
from courses.fees.explanation import explain, in_words
from courses.fees.requests import PriceRequest
from courses.fees.rules import Booking, Education, NoPrice, Person, Quote, Rate, price

TARGET_GROUP = Person(Education.UNSKILLED)
OUTSIDE_IT = Person(Education.HIGHER)


@dataclass(frozen=True, slots=True)
class Price:
    """One of the two prices: an amount and how it was counted, or no amount and why."""

    amount: Decimal | None
    reasons: tuple[str, ...]

    @classmethod
    def of(cls, answer: Quote | NoPrice) -> "Price":
        if isinstance(answer, NoPrice):
            return cls(None, tuple(explain(answer)))
        return cls(answer.total, tuple(in_words(answer).arithmetic))


@dataclass(frozen=True, slots=True)
class BothPrices:
    """What the target group pays and what others pay, for a start in ``year``."""

    low: Price
    full: Price
    year: int


def run_prices(run: CourseRun, rates: tuple[Rate, ...] | None = None) -> BothPrices:
    """Without supplements, which may be declined. One query where the class came with its courses and no rates."""
    rates = load_rates() if rates is None else rates
    low, full = both_answers(known_run(run), rates)
    return BothPrices(Price.of(low), Price.of(full), run.starts_on.year)


def both_answers(known: KnownRun, rates: Sequence[Rate]) -> tuple[Quote | NoPrice, Quote | NoPrice]:
    """What the target group pays, and others, without supplements, which may be declined. No query."""
    low, full = (
        quote_known_run(replace(known, supplements=()), person, rates, frozenset())
        for person in (TARGET_GROUP, OUTSIDE_IT)
    )
    return low, full


def both_totals(known: KnownRun, rates: Sequence[Rate]) -> tuple[Decimal | None, Decimal | None]:
    """The same as amounts; None where there is no price."""
    low, full = (
        None if isinstance(answer, NoPrice) else answer.total for answer in both_answers(known, rates)
    )
    return low, full


def course_prices(course: Course, start: date, rates: tuple[Rate, ...]) -> BothPrices:
    """At the year's rate, as no class is chosen. No query where the course came with its full prices."""
    book = PriceBook(rates, {course.code: known_course(course)}, {})
    low, full = (
        Price.of(book.answer(PriceRequest(person=person, start=start, courses=(course.code,))))
        for person in (TARGET_GROUP, OUTSIDE_IT)
    )
    return BothPrices(low, full, start.year)


def list_prices(codes: Collection[str], start: date) -> dict[str, Decimal | None]:
    """The target group's price of each course by its code, None where there is none. One query."""
    if not codes:
        return {}
    courses, rates = facts_and_rates(codes, start)
    answers = {code: price(TARGET_GROUP, Booking(start, (courses[code],)), rates) for code in codes}
    return {code: None if isinstance(answer, NoPrice) else answer.total for code, answer in answers.items()}
