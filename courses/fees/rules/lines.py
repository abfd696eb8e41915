"""The arithmetic, course by course. Every amount is rounded to the øre on its own line."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from amu.kernel.money import ZERO, plain, to_ore
from courses.fees.rules.answers import Line, LineCode, NoPriceCode, Payer, PriceError
from courses.fees.rules.check import is_placeholder
from courses.fees.rules.facts import Booking, CourseFacts, Fact, Rate, RateClass
from courses.fees.rules.table import FeeRule, PriceKind, vat_on

type Ruled = tuple[CourseFacts, FeeRule]


def plain_days(days: Decimal) -> str:
    return f"{days.normalize():f}"


def rate_for(course: CourseFacts, booking: Booking, rates: Sequence[Rate]) -> Rate:
    """The rate of the year the first course day falls in.

    Raises ``PriceError``: ``no_rate`` when none is known for the year, ``rate_class_unknown`` when
    the year had two and nothing says which was the course's.
    """
    year = booking.starts_on.year
    in_force = [rate for rate in rates if rate.holds_on(booking.starts_on)]
    if not in_force:
        raise PriceError(NoPriceCode.NO_RATE, year=year)
    ours = [rate for rate in in_force if rate.rate_class in (RateClass.SINGLE, course.rate_class)]
    if not ours:
        raise PriceError(NoPriceCode.RATE_CLASS_UNKNOWN, year=year, course=course.code)
    return max(ours, key=lambda rate: rate.valid_from)


def fee_lines(ruled: Sequence[Ruled], booking: Booking, rates: Sequence[Rate]) -> Iterator[Line]:
    """One line a course. A price published for the whole class stands on its first course that costs."""
    published = booking.published_price
    for course, rule in ruled:
        if rule.result is PriceKind.LOW and booking.published_price is not None and course in booking.courses:
            yield _published_for_all(course, rule, booking, published)
            published = None
        else:
            yield _line(course, rule, booking, rates)


def supplement_lines(booking: Booking, payer: Payer) -> Iterator[Line]:
    """What is declined stays on the list at nought, so that everybody sees it could be declined."""
    for supplement in booking.supplements:
        offered = to_ore(supplement.amount)
        is_wanted = supplement.key in booking.accepts
        cost = offered if is_wanted else ZERO
        yield Line(
            code=LineCode.SUPPLEMENT if is_wanted else LineCode.SUPPLEMENT_DECLINED,
            course="",
            ground="",
            amount=cost if payer in (Payer.PARTICIPANT, Payer.NOBODY) else ZERO,
            cost=cost,
            vat_rate=vat_on(booking.starts_on),
            facts={"key": supplement.key, "offered": plain(offered), "reason": supplement.reason},
        )


def _published_for_all(
    course: CourseFacts, rule: FeeRule, booking: Booking, published: Decimal | None
) -> Line:
    if published is None:
        return _made(LineCode.INCLUDED, course, rule, booking, ZERO, {})
    return _made(LineCode.PUBLISHED, course, rule, booking, published, {"published": plain(published)})


def _line(course: CourseFacts, rule: FeeRule, booking: Booking, rates: Sequence[Rate]) -> Line:
    match rule.result:
        case PriceKind.FREE:
            return _made(LineCode.FREE, course, rule, booking, ZERO, {})
        case PriceKind.FULL:
            return _full(course, rule, booking, rates)
        case PriceKind.LOW:
            return _low(course, rule, booking, rates)


def _low(course: CourseFacts, rule: FeeRule, booking: Booking, rates: Sequence[Rate]) -> Line:
    if is_placeholder(course.target_price):
        raise PriceError(NoPriceCode.ASK_SCHOOL, course=course.code)
    if course.target_price is not None:
        facts: dict[str, Fact] = {"published": plain(course.target_price)}
        return _made(LineCode.PUBLISHED, course, rule, booking, course.target_price, facts)
    rate = rate_for(course, booking, rates)
    if course.days is None:
        raise PriceError(NoPriceCode.DAYS_UNKNOWN, course=course.code)
    facts = {
        "days": plain_days(course.days),
        "per_day": plain(rate.per_day),
        "year": rate.year,
        "rate_class": str(rate.rate_class),
        "rate_source": rate.source,
    }
    return _made(LineCode.RATE, course, rule, booking, course.days * rate.per_day, facts)


def _full(course: CourseFacts, rule: FeeRule, booking: Booking, rates: Sequence[Rate]) -> Line:
    """The stored full price and nothing else: no multiple of the low price, never the low price itself."""
    full = course.full_price
    if full is None:
        raise PriceError(NoPriceCode.NO_FULL_PRICE, course=course.code, year=booking.starts_on.year)
    if is_placeholder(full):
        raise PriceError(NoPriceCode.ASK_SCHOOL, course=course.code)
    try:
        low = _low(course, rule, booking, rates).amount
    except PriceError:
        low = ZERO  # nothing to compare with
    if to_ore(full) < low:
        raise PriceError(
            NoPriceCode.FULL_PRICE_BELOW_LOW, course=course.code, full=plain(full), low=plain(low)
        )
    facts: dict[str, Fact] = {"year": booking.starts_on.year}
    if course.full_subsidy is not None and ZERO <= course.full_subsidy <= full:
        facts |= {"subsidy": plain(course.full_subsidy), "fee": plain(full - course.full_subsidy)}
    return _made(LineCode.FULL_PRICE, course, rule, booking, full, facts)


def _made(
    code: LineCode,
    course: CourseFacts,
    rule: FeeRule,
    booking: Booking,
    amount: Decimal,
    facts: dict[str, Fact],
) -> Line:
    exact = to_ore(amount)
    return Line(code, course.code, str(rule.ground), exact, exact, vat_on(booking.starts_on), facts)
