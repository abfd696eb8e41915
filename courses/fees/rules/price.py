"""What a course or a class costs one person. Pure: facts, rates and rules go in, an answer comes out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from amu.kernel.money import ZERO, add
from courses.fees.rules.answers import Change, Line, NoPrice, Payer, PriceError, Quote
from courses.fees.rules.check import check
from courses.fees.rules.facts import Booking, Facts, Person, Rate, Scheme
from courses.fees.rules.lines import Ruled, fee_lines, supplement_lines
from courses.fees.rules.rule_facts import low_from, rule_facts
from courses.fees.rules.table import RULE_VERSION, PriceKind, deciding_rule


def price(person: Person, booking: Booking, rates: Sequence[Rate]) -> Quote | NoPrice:
    """The participation fee by the table in ``table.py``, in the year of the first course day.

    A published price outranks the rate; nothing outranks a missing full price. The ground of
    the quote is that of the first course; each line has its own.
    """
    try:
        return _price(person, booking, rates)
    except PriceError as error:
        return error.answer


def _price(person: Person, booking: Booking, rates: Sequence[Rate]) -> Quote:
    check(person, booking)
    ruled = _ruled(person, booking)
    payer = _payer(person, ruled, booking)
    fees = _fees(person, booking, rates, payer, ruled)
    lines = (*fees, *supplement_lines(booking, payer))
    return Quote(
        total=add(line.amount for line in lines),
        ground=str(ruled[0][1].ground),
        payer=payer,
        payer_amount=_owed(lines),
        lines=lines,
        rule_version=RULE_VERSION,
        sources=_once(source for _, rule in ruled for source in rule.sources),
        conditions=_once(condition for _, rule in ruled for condition in rule.conditions),
        would_change=_would_change(ruled, booking),
        facts=_facts(person, booking),
    )


def _ruled(person: Person, booking: Booking) -> list[Ruled]:
    return [
        (
            course,
            deciding_rule(rule_facts(person, course, booking), booking.starts_on, course=course.code),
        )
        for course in booking.everything
    ]


def _payer(person: Person, ruled: Sequence[Ruled], booking: Booking) -> Payer:
    """Who pays: an employer if there is one, else the participant where anything costs them."""
    if person.scheme is Scheme.EMPLOYER:
        return Payer.EMPLOYER
    payers = {rule.payer for _, rule in ruled}
    if Payer.MUNICIPALITY in payers:
        return Payer.MUNICIPALITY
    return Payer.PARTICIPANT if Payer.PARTICIPANT in payers or booking.accepts else Payer.NOBODY


def _fees(
    person: Person, booking: Booking, rates: Sequence[Rate], payer: Payer, ruled: Sequence[Ruled]
) -> tuple[Line, ...]:
    lines = tuple(fee_lines(ruled, booking, rates))
    if payer is Payer.EMPLOYER:
        return tuple(replace(line, amount=ZERO) for line in lines)
    if payer is Payer.MUNICIPALITY:
        return _on_the_municipality(lines, person, booking, rates)
    return lines


def _on_the_municipality(
    free: tuple[Line, ...], person: Person, booking: Booking, rates: Sequence[Rate]
) -> tuple[Line, ...]:
    """The lines with what the municipality is asked to pay, or None as cost where that is not known.

    The participant pays nothing either way, so an unknown price is no reason to withhold that.
    """
    without_scheme = replace(person, scheme=Scheme.NONE)
    try:
        costs = tuple(fee_lines(_ruled(without_scheme, booking), booking, rates))
    except PriceError:
        return tuple(replace(line, cost=None) for line in free)
    return tuple(
        replace(cost, amount=ZERO, ground=line.ground) for line, cost in zip(free, costs, strict=True)
    )


def _owed(lines: Sequence[Line]) -> Decimal | None:
    costs = [line.cost for line in lines]
    return add(cost for cost in costs if cost is not None) if None not in costs else None


def _would_change(ruled: Sequence[Ruled], booking: Booking) -> tuple[str, ...]:
    codes = [code for _, rule in ruled for code in rule.would_change]
    if any(course.basic_skills and rule.result is PriceKind.LOW for course, rule in ruled):
        codes.append(Change.WITH_ANOTHER_COURSE)
    if booking.supplements:
        codes.append(Change.SUPPLEMENTS)
    return _once(codes)


def _facts(person: Person, booking: Booking) -> Facts:
    last_used, since = person.degree_last_used, low_from(person)
    return {
        "education": str(person.education),
        "degree_last_used": last_used.isoformat() if last_used else None,
        "degree_unused_from": since.isoformat() if since else None,
        "scheme": str(person.scheme),
        "start": booking.starts_on.isoformat(),
    }


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
