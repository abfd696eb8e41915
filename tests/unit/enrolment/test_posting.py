"""On which days a letter can have been posted, and that what the letter says of the last day holds on each of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amu.kernel.calendar import is_delivery_day
from amu.kernel.deadlines import Channel, appeal_deadline
from enrolment.rules.posting import PostingProblem, first_post_day, last_post_day, posting_problem

DECIDED = date(2026, 9, 3)  # a Thursday
DAYS = st.dates(date(2020, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    ("day", "today", "problem"),
    [
        (date(2026, 9, 3), date(2026, 9, 3), None),
        (date(2026, 9, 4), date(2026, 9, 18), None),
        (date(2026, 9, 4), date(2026, 9, 3), PostingProblem.IN_THE_FUTURE),
        (date(2026, 9, 2), date(2026, 9, 3), PostingProblem.BEFORE_THE_DECISION),
        (date(2026, 9, 3), date(2026, 9, 18), PostingProblem.TOO_LONG_AGO),
        (date(2026, 9, 5), date(2026, 9, 7), PostingProblem.NO_POST),  # a Saturday
    ],
)
def test_a_letter_was_posted_on_a_day_with_post_between_the_decision_and_today(day, today, problem):
    assert posting_problem(day, decided_on=DECIDED, today=today) == problem


@given(DAYS)
def test_the_first_and_the_last_day_with_post_are_such_days_and_the_nearest(day):
    first, last = first_post_day(day), last_post_day(day)

    assert is_delivery_day(first)
    assert is_delivery_day(last)
    between = [last + timedelta(days=n) for n in range((first - last).days + 1)]
    assert [one for one in between if is_delivery_day(one)] == ([day] if first == last else [last, first])


@given(DAYS, st.integers(0, 60))
def test_a_letter_that_leaves_later_never_leaves_less_time_than_it_says(decided_on, days_later):
    """The letter names the last day for the first day with post; it is posted on that day or later."""
    promised = appeal_deadline(first_post_day(decided_on), channel=Channel.LETTER)
    posted_on = first_post_day(decided_on + timedelta(days=days_later))

    assert appeal_deadline(posted_on, channel=Channel.LETTER).last_day >= promised.last_day
