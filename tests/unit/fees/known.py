"""Rates as sourced, and short ways to say a course, a person and a booking."""

from datetime import date
from decimal import Decimal

from courses.fees.rules import Booking, CourseFacts, Education, Flag, Person, Rate, RateClass, Scheme, price


def kr(text):
    return None if text is None else Decimal(text)


def rate(year, rate_class, per_day):
    return Rate(year, rate_class, kr(per_day), date(year, 1, 1), date(year, 12, 31), f"source of {year}")


RATES = (
    rate(2021, RateClass.LOW, "126"),
    rate(2021, RateClass.HIGH, "190"),
    rate(2023, RateClass.LOW, "128"),
    rate(2023, RateClass.HIGH, "192"),
    rate(2024, RateClass.SINGLE, "208"),
    rate(2026, RateClass.SINGLE, "218"),
)
TARGET = Person(Education.VOCATIONAL)
HIGHER = Person(Education.HIGHER)
ASBESTOS = CourseFacts("22906", Decimal(2))
FORKLIFT = CourseFacts("47592", Decimal(7), rate_class=RateClass.LOW, certificate=Flag.YES)
MATHS = CourseFacts("45000", Decimal(1), basic_skills=True)
START = date(2026, 9, 14)


def person(education="vocational", *, last_used=None, scheme="none"):
    return Person(Education(education), date.fromisoformat(last_used) if last_used else None, Scheme(scheme))


def ask(who, *courses, start=START, rates=RATES, **class_facts):
    return price(who, Booking(start, courses, **class_facts), rates)
