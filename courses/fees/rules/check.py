"""What cannot be priced at all: input that contradicts itself or is no number of days or kroner."""

from decimal import Decimal

from amu.kernel.errors import CodedError
from amu.kernel.money import to_ore
from courses.fees.rules.answers import NoPriceCode, PriceError
from courses.fees.rules.facts import Booking, CourseFacts, Person

PLACEHOLDER = Decimal(1)  # schools publish 1 krone for closed classes: no price
MOST_DAYS = Decimal(1000)


def check(person: Person, booking: Booking) -> None:
    """Raises ``PriceError`` with a code that names what is wrong."""
    if person.degree_last_used and person.degree_last_used > booking.starts_on:
        raise PriceError(
            NoPriceCode.DEGREE_USED_IN_FUTURE, degree_last_used=person.degree_last_used.isoformat()
        )
    if not booking.everything:
        raise PriceError(NoPriceCode.UNKNOWN_COURSE)
    codes = [course.code for course in booking.everything]
    if repeated := next((code for code in codes if codes.count(code) > 1), None):
        raise PriceError(NoPriceCode.REPEATED_COURSE, course=repeated)
    for course in booking.everything:
        _check_course(course)
    if unknown := booking.accepts - {each.key for each in booking.supplements}:
        raise PriceError(NoPriceCode.UNKNOWN_SUPPLEMENT, supplement=min(unknown))
    for supplement in booking.supplements:
        _not_negative(supplement.amount, supplement.key)
    if booking.asks_school or is_placeholder(booking.published_price):
        raise PriceError(NoPriceCode.ASK_SCHOOL)
    _not_negative(booking.published_price, "published_price")


def is_placeholder(amount: Decimal | None) -> bool:
    """A price above nothing and up to one krone stands for "ask the school"."""
    return amount is not None and 0 < amount <= PLACEHOLDER


def _check_course(course: CourseFacts) -> None:
    if course.days is not None and not (course.days.is_finite() and 0 < course.days <= MOST_DAYS):
        raise PriceError(NoPriceCode.BAD_DAYS, course=course.code)
    _not_negative(course.full_price, course.code)
    _not_negative(course.target_price, course.code)


def _not_negative(amount: Decimal | None, what: str) -> None:
    if amount is None:
        return
    try:
        is_bad = to_ore(amount) < 0
    except CodedError as error:
        raise PriceError(NoPriceCode.BAD_AMOUNT, what=what) from error
    if is_bad:
        raise PriceError(NoPriceCode.BAD_AMOUNT, what=what)
