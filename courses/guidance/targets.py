"""The price for the price guide's answers: of a day, a course, or a class. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.http import urlencode

from courses.classes.models import Course, CourseRun
from courses.classes.pricing.facts import load_rates
from courses.classes.pricing.quote import quote_course, quote_run
from courses.fees.rules import Booking, CourseFacts, NoPrice, Person, Quote, RateClass, price
from courses.fees.rules.facts import DAYS_ALONE
from courses.guidance.rules.questions import person_of, read


@dataclass(frozen=True, slots=True)
class Target:
    """The course or class somebody asks about. Not ``found``: there is none with that code."""

    code: str
    title: str = ""
    url: str = ""
    number: str = ""
    part: str = ""
    run_id: int = 0
    starts_on: date | None = None
    supplements: bool = False

    @property
    def found(self) -> bool:
        return bool(self.url)


def target_of(course: str, run: str, *, today: date) -> Target | None:
    """What the codes name; a class before a course. None when neither is given. One query each."""
    if code := run.strip()[:24]:
        found = (
            CourseRun.objects.exclude(status="draft")
            .filter(booking_code__iexact=code)
            .prefetch_related("supplements")
            .first()
        )
        if found is None:
            return Target(code)
        return Target(
            found.booking_code,
            title=found.title,
            url=found.get_absolute_url(),
            run_id=found.pk,
            starts_on=found.starts_on,
            supplements=bool(found.supplements.all()),
        )
    return _course(course.strip()[:10]) if course.strip() else None


def _course(code: str) -> Target:
    number, _, part = code.partition("-")
    found = Course.objects.filter(number__iexact=number, part__iexact=part).first()
    if found is None:
        return Target(code)
    return Target(
        found.code, title=found.title, url=found.get_absolute_url(), number=found.number, part=found.part
    )


def price_of_target(target: Target, person: Person, *, today: date) -> Quote | NoPrice:
    """Without supplements, which may be declined. A course is priced as if it began today."""
    if target.run_id:
        return quote_run(target.run_id, person)
    return quote_course(target.number, target.part, today, person)


def price_of_days(days: int, person: Person, start: date) -> Quote | NoPrice:
    """Plain arithmetic at the low rate. ``no_full_price`` for whom it is not the price."""
    facts = CourseFacts(DAYS_ALONE, Decimal(days), rate_class=RateClass.LOW)
    return price(person, Booking(start, (facts,)), load_rates())


def answered(given: Mapping[str, str]) -> Person | None:
    """The person behind the answers in an address, or None where they are not complete."""
    answers, question = read(given)
    return None if question else person_of(answers)


def carried(given: Mapping[str, str]) -> str:
    """The complete answers as a query string, ready to be put behind an address; else nothing."""
    answers, question = read(given)
    return "" if question else f"?{urlencode(answers)}"
