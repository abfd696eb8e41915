"""Prices on public pages: both of them, for people nobody knows yet. The rules decide, never this module."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from courses.fees.batch import PriceBook
from courses.fees.facts import load_rates, load_runs
from courses.fees.quote import quote_course, quote_known_run
from courses.fees.requests import PriceRequest
from courses.fees.rules import Education, NoPrice, Person, Quote, Rate
from courses.fees.words import explain, in_words
from courses.models import Course, CourseRun

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


def run_prices(run: CourseRun) -> BothPrices:
    """Without supplements, which may be declined. Four queries."""
    known, rates = replace(load_runs(pks=[run.pk])[0], supplements=()), load_rates()
    low, full = (quote_known_run(known, person, rates, frozenset()) for person in (TARGET_GROUP, OUTSIDE_IT))
    return BothPrices(Price.of(low), Price.of(full), run.starts_on.year)


def course_prices(course: Course, start: date) -> BothPrices:
    """At the year's rate, as no class is chosen. Six queries."""
    low, full = (
        quote_course(course.number, course.part, start, person) for person in (TARGET_GROUP, OUTSIDE_IT)
    )
    return BothPrices(Price.of(low), Price.of(full), start.year)


def list_prices(
    courses: Collection[Course], start: date, rates: tuple[Rate, ...] | None = None
) -> dict[int, Price]:
    """The target group's price of each course, by its id. Two queries for any number, one more without rates."""
    asked = {
        course.pk: PriceRequest(person=TARGET_GROUP, start=start, courses=(course.code,))
        for course in courses
    }
    book = PriceBook.for_requests(list(asked.values()), rates)
    return {pk: Price.of(book.answer(request)) for pk, request in asked.items()}
