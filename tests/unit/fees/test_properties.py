"""What holds for every price, whatever the facts."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from amu.kernel.money import to_ore
from amu.kernel.statutes import STATUTES
from courses.fees.rules import (
    Booking,
    CourseFacts,
    Education,
    Field,
    Flag,
    NoPrice,
    Person,
    Quote,
    RateClass,
    Scheme,
    Supplement,
    price,
)
from courses.fees.rules.table import RULE_VERSION
from tests.unit.fees.known import RATES

AMOUNTS = st.decimals(2, 12_000, places=2)
FULL_PRICES = st.decimals(9_000, 40_000, places=2)  # now and then below the low price
KNOWN_DAYS = st.decimals("0.1", 60, places=2)
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
THIS_YEAR = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def courses(draw, code, *, whole):
    """``whole``: everything a price may need is known."""
    return CourseFacts(
        code=code,
        days=draw(KNOWN_DAYS if whole else st.none() | KNOWN_DAYS),
        fee_exempt=draw(st.sampled_from([Flag.YES, Flag.NO] if whole else Flag)),
        field=draw(st.sampled_from(Field)),
        basic_skills=draw(st.booleans()),
        skills_assessment=draw(st.booleans()),
        certificate=draw(st.sampled_from(Flag)),
        rate_class=draw(st.sampled_from(RateClass)),
        full_price=draw(FULL_PRICES if whole else st.none() | FULL_PRICES),
        target_price=draw(st.none() | AMOUNTS),
    )


@st.composite
def bookings(draw, *, whole=True):
    some = [draw(courses(str(40_000 + n), whole=whole)) for n in range(draw(st.integers(1, 3)))]
    extras = tuple(Supplement(str(n), draw(AMOUNTS)) for n in range(draw(st.integers(0, 3))))
    return Booking(
        starts_on=draw(THIS_YEAR if whole else DAYS),
        courses=tuple(some[:1]),
        also=tuple(some[1:]),
        published_price=draw(st.none() | AMOUNTS),
        asks_school=False if whole else draw(st.booleans()),
        supplements=extras,
        accepts=frozenset(extra.key for extra in extras if draw(st.booleans())),
    )


LAST_USED = st.none() | st.dates(date(2015, 1, 1), date(2026, 1, 1))
PEOPLE = st.builds(Person, st.sampled_from(Education), LAST_USED, st.sampled_from(Scheme))


def quoted(person, booking) -> Quote:
    answer = price(person, booking, RATES)
    assume(isinstance(answer, Quote))
    return answer


@given(PEOPLE, bookings())
def test_the_lines_make_the_total_to_the_ore(person, booking):
    quote = quoted(person, booking)

    assert sum(line.amount for line in quote.lines) == quote.total == to_ore(quote.total)
    costs = [line.cost for line in quote.lines]
    assert quote.payer_amount == (None if None in costs else sum(costs))


@given(PEOPLE, bookings())
def test_no_price_is_negative(person, booking):
    quote = quoted(person, booking)

    assert all(line.amount >= 0 and (line.cost is None or line.cost >= 0) for line in quote.lines)


@given(bookings())
def test_higher_education_never_pays_less(booking):
    by_rules = replace(booking, published_price=None)
    low = quoted(Person(Education.VOCATIONAL), by_rules)
    full = quoted(Person(Education.HIGHER), by_rules)

    assert low.total <= full.total


@given(PEOPLE, bookings())
def test_whoever_does_not_pay_themselves_pays_nothing(person, booking):
    quote = quoted(person, booking)

    if quote.payer != "participant":
        assert quote.total == 0
    else:
        assert quote.payer_amount == quote.total


@given(PEOPLE, bookings())
def test_without_supplements_it_is_never_dearer(person, booking):
    with_all = quoted(person, booking)
    without = quoted(person, replace(booking, accepts=frozenset()))

    assert without.total <= with_all.total


@given(PEOPLE, bookings(whole=False))
def test_an_answer_comes_back_from_storage_as_it_was(person, booking):
    answer = price(person, booking, RATES)

    assert type(answer).from_dict(json.loads(json.dumps(answer.as_dict()))) == answer


@given(PEOPLE, bookings())
def test_every_quote_names_its_rules_and_sources(person, booking):
    quote = quoted(person, booking)

    assert quote.rule_version == RULE_VERSION
    assert quote.sources
    assert set(quote.sources) <= STATUTES.keys()


@given(bookings(whole=False))
def test_without_a_full_price_a_degree_in_use_has_no_price(booking):
    bare = replace(
        booking,
        courses=tuple(replace(each, full_price=None) for each in booking.courses),
        also=tuple(replace(each, full_price=None) for each in booking.also),
    )
    assume(not date(2020, 9, 1) <= booking.starts_on <= date(2021, 12, 31))

    assert isinstance(price(Person(Education.HIGHER), bare, RATES), NoPrice)


@given(st.decimals("0.1", 60, places=2), st.decimals("0.1", 60, places=2))
def test_more_days_never_cost_less(one, other):
    def total(days):
        return price(
            Person(Education.UNSKILLED), Booking(date(2026, 3, 2), (CourseFacts("40000", days),)), RATES
        ).total

    fewer, more = sorted([one, other])
    assert total(fewer) <= total(more)
    assert total(more) == to_ore(more * Decimal(218))
