"""What figures tell, and what nobody can work out from them."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appeals.rules.figures import (
    DIVIDED_FROM,
    NOT_ANSWERED,
    SHOWN_FROM,
    DaysUsed,
    MinistryAnswered,
    OnTime,
    Quarter,
    SchoolAnswered,
    alone,
    days_used,
    shown,
)
from enrolment.enums import RefusalReason

WHOLE = [RefusalReason, SchoolAnswered, MinistryAnswered, DaysUsed, OnTime]
SMALL = set(range(1, SHOWN_FROM))
divided = st.lists(st.integers(0, 30), min_size=2, max_size=8).filter(
    lambda counts: sum(counts) >= DIVIDED_FROM
)


# Quarters.


@given(st.dates(date(2004, 1, 1), date(2199, 12, 31)))
def test_a_day_is_in_its_quarter_and_in_no_other(day):
    quarter = Quarter.of(day)

    assert quarter.first_day <= day < quarter.next_first_day
    assert Quarter.of(quarter.next_first_day - timedelta(1)) == quarter
    assert Quarter.parse(str(quarter)) == quarter


def test_quarters_back_pass_the_year():
    assert [str(each) for each in Quarter(2026, 2).back(4)] == ["2026-2", "2026-1", "2025-4", "2025-3"]


def test_there_are_none_before_the_first_year():
    assert [str(each) for each in Quarter(2004, 2).back(8)] == ["2004-2", "2004-1"]


NO_QUARTERS = ["2026", "2026-0", "2026-5", "26-1", "2026-1-1", "x-1", "٢٠٢٦-1", "-1", "2003-4", " 2026-1"]


@pytest.mark.parametrize("text", NO_QUARTERS)
def test_what_is_no_quarter(text):
    with pytest.raises(ValueError, match=r"."):
        Quarter.parse(text)


# Days used.

BANDS = [
    ("week", 0, 7),
    ("two_weeks", 8, 14),
    ("four_weeks", 15, 28),
    ("eight_weeks", 29, 56),
    ("longer", 57, 900),
]


@pytest.mark.parametrize(("band", "first", "last"), BANDS)
def test_the_band_of_days(band, first, last):
    since = date(2026, 9, 1)

    assert {days_used(since, since + timedelta(days)) for days in (first, last)} == {band}


# What is not shown.


@given(divided)
def test_a_small_count_is_never_shown_and_none_is(counts):
    told = shown(dict(enumerate(counts)))

    for code, count in enumerate(counts):
        assert told[code] in {None, count}
        assert (count in SMALL) <= (told[code] is None)
        assert count or told[code] == 0


@given(divided)
def test_what_is_taken_from_the_total_leaves_a_small_count_anything_it_could_be(counts):
    """Somebody knows the total, what is shown, and that no hidden count is 0."""
    told = shown(dict(enumerate(counts)))
    hidden = [count for code, count in enumerate(counts) if told[code] is None]
    rest = sum(counts) - sum(count or 0 for count in told.values())

    assert rest == sum(hidden)
    if hidden:
        assert {one for one in SMALL if rest - one >= len(hidden) - 1} == SMALL
        assert len(hidden) > 1


@given(divided)
def test_nothing_is_hidden_where_nothing_is_small(counts):
    large = {code: count for code, count in enumerate(counts) if count not in SMALL}

    assert shown(large) == large


def test_no_figure_has_more_lines_than_the_fewest_appeals_can_hide_in():
    """Were all of them hidden, each could still be from 1 to 4."""
    assert max(len(codes) for codes in WHOLE) + SHOWN_FROM - 2 <= DIVIDED_FROM


def test_a_count_by_itself():
    assert [alone(count) for count in (0, 1, 4, 5)] == [0, None, None, 5]


def solutions(rows):
    """Which counts of those not answered, by code, are possible for somebody who reads both figures of the school."""
    school, used = rows
    total = sum(school.values())
    told, days = figures_of_school(school, used)
    hidden = [code for code, count in told.items() if count is None]
    rest = total - sum(count or 0 for count in told.values())
    found = {code: set() for code in hidden}
    for values in product(range(1, rest + 1), repeat=max(len(hidden) - 1, 0)):
        last = rest - sum(values)
        if hidden and last >= 1:
            guess = dict(zip(hidden, [*values, last], strict=True))
            unanswered = sum({**told, **guess}[code] for code in NOT_ANSWERED)
            if days[DaysUsed.NONE] in {None, unanswered}:
                for code, count in guess.items():
                    found[code].add(count)
    return found


def figures_of_school(school, used):
    told = shown(school)
    hides = any(told[code] is None for code in NOT_ANSWERED)
    days = {**used, DaysUsed.NONE: sum(school[code] for code in NOT_ANSWERED)}
    open_ones = {DaysUsed.NONE}
    return told, shown(days, hide=open_ones) if hides else shown(days, keep=open_ones)


@st.composite
def schools_rows(draw):
    counts = {code: draw(st.integers(0, 9)) for code in SchoolAnswered}
    counts[SchoolAnswered.UPHELD] += max(0, DIVIDED_FROM - sum(counts.values()))
    answered = sum(count for code, count in counts.items() if code not in NOT_ANSWERED)
    week = draw(st.integers(0, answered))
    return counts, {DaysUsed.WEEK: week, DaysUsed.LONGER: answered - week}


@given(schools_rows())
def test_the_days_do_not_tell_what_the_answers_hide(rows):
    for code, possible in solutions(rows).items():
        assert len(possible) > 1, (code, rows)
