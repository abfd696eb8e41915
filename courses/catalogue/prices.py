"""Prices on public pages: both of them, for people nobody knows yet. The rules decide, never this module."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from courses.classes.models import Course, CourseRun
from courses.classes.pricing.batch import PriceBook
from courses.classes.pricing.facts import KnownCourse, course_facts, known_run
from courses.classes.pricing.quote import quote_known_run
from courses.fees.requests import PriceRequest
from courses.fees.rules import Education, NoPrice, Person, Quote, Rate
from courses.fees.words import explain, in_words
from courses.search.catalogue import Catalogue, Courses
from courses.search.reference import Reference

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


def run_prices(run: CourseRun, rates: tuple[Rate, ...]) -> BothPrices:
    """Without supplements, which may be declined. No query where the run came with its courses."""
    known = replace(known_run(run), supplements=())
    low, full = (quote_known_run(known, person, rates, frozenset()) for person in (TARGET_GROUP, OUTSIDE_IT))
    return BothPrices(Price.of(low), Price.of(full), run.starts_on.year)


def course_prices(course: Course, start: date, reference: Reference) -> BothPrices:
    """At the year's rate, as no class is chosen. No query."""
    known = KnownCourse(course.pk, course_facts(course), reference.full_prices.get(course.pk, {}))
    book = PriceBook(reference.rates, {course.code: known}, {})
    low, full = (
        Price.of(book.answer(PriceRequest(person=person, start=start, courses=(course.code,))))
        for person in (TARGET_GROUP, OUTSIDE_IT)
    )
    return BothPrices(low, full, start.year)


def list_prices(codes: Collection[str], start: date, catalogue: Catalogue) -> dict[str, Decimal | None]:
    """The target group's price of each course by its code, None where there is none.

    They are kept until courses or rates change. Two queries for those that are not known yet.
    """
    global _list_prices  # noqa: PLW0603 - one per process, replaced whole
    kept = _list_prices
    if kept is None or not kept.hold_for(start, catalogue):
        _list_prices = kept = ListPrices(start, catalogue.courses, catalogue.reference.rates)
    asked = {
        code: PriceRequest(person=TARGET_GROUP, start=start, courses=(code,))
        for code in codes
        if code not in kept.amounts
    }
    if asked:
        book = PriceBook.for_requests(list(asked.values()), kept.rates)
        answers = {code: book.answer(request) for code, request in asked.items()}
        kept.amounts.update(
            {code: None if isinstance(answer, NoPrice) else answer.total for code, answer in answers.items()}
        )
    return {code: kept.amounts[code] for code in codes}


@dataclass(frozen=True, slots=True, eq=False)
class ListPrices:
    """What has been answered for classes that begin on one day, by code, from these courses and rates."""

    start: date
    courses: Courses
    rates: tuple[Rate, ...]
    amounts: dict[str, Decimal | None] = field(default_factory=dict)

    def hold_for(self, start: date, catalogue: Catalogue) -> bool:
        return (
            start == self.start
            and catalogue.courses is self.courses
            and catalogue.reference.rates is self.rates
        )


_list_prices: ListPrices | None = None
