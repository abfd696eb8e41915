"""Compare deadlines with a second implementation that shares nothing with the first.

It is written from the text of the rules: the period runs in weeks from the day of receipt, which is not counted; a
letter counts as received on its sixth delivery day; a last day that is a weekend, a public holiday, 5 June, 24 or 31
December moves to the next weekday; it ends at midnight in Denmark.
"""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amu.kernel.deadlines import Channel, Period, appeal_deadline, is_met

FIRST, LAST = date(2024, 1, 1), date(2059, 12, 31)


def easter_by_gauss(year: int) -> date:
    """Gauss 1816, with the two exceptions of the Gregorian calendar."""
    a, b, c = year % 19, year % 4, year % 7
    k = year // 100
    m = (15 - (13 + 8 * k) // 25 + k - k // 4) % 30
    n = (4 + k - k // 4) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    if (d, e) == (29, 6) or (d == 28 and e == 6 and (11 * m + 11) % 30 < 19):
        e -= 7
    return date(year, 3, 22) + timedelta(days=d + e)


def is_closed(day: date) -> bool:
    from_easter = (day - easter_by_gauss(day.year)).days
    return (
        day.weekday() > 4
        or from_easter in {-3, -2, 0, 1, 39, 49, 50}
        or (from_easter == 26 and day.year < 2024)  # great prayer day was a holiday until 2023
        or (day.month, day.day) in {(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)}
    )


def is_carried(day: date) -> bool:
    """Whether letters are: they move on 5 June, 24 and 31 December, which are no public holidays."""
    no_holidays = {(6, 5), (12, 24), (12, 31)}
    if day.weekday() > 4:
        return False
    from_easter = (day - easter_by_gauss(day.year)).days
    moves = (day.month, day.day) in no_holidays and from_easter not in {-3, -2, 0, 1, 39, 49, 50}
    return moves or not is_closed(day)


def received(day: date, channel: str) -> date:
    """When a message of that day counts as received."""
    left = 6 if channel == "letter" else 0
    while left:
        day = date.fromordinal(day.toordinal() + 1)
        left -= is_carried(day)
    return day


def oracle(day: date, channel: str = "handed_over", weeks: int = 4) -> date:
    last_day = date.fromordinal(received(day, channel).toordinal() + 7 * weeks)
    while is_closed(last_day):
        last_day = date.fromordinal(last_day.toordinal() + 1)
    return last_day


def last_sunday(year: int, month: int) -> date:
    end = date(year, month, 31)
    return end - timedelta(days=(end.weekday() + 1) % 7)


def midnight_after(day: date) -> datetime:
    """The first moment of the next day in Denmark, by the European summer time rule, as UTC."""
    following = day + timedelta(days=1)
    is_summer = last_sunday(following.year, 3) < following <= last_sunday(following.year, 10)
    return datetime.combine(following, time(), UTC) - timedelta(hours=2 if is_summer else 1)


def test_every_day_and_every_edge_agree():
    shifts, wrong = Counter(), []
    for n in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=n)
        expected, deadline = oracle(day), appeal_deadline(day)
        midnight = midnight_after(expected)
        edges = [is_met(deadline, midnight + timedelta(seconds=s)) for s in (-1, 0, 1)]
        if deadline.last_day != expected or edges != [True, False, False]:
            wrong.append((day, expected, deadline.last_day, edges))
        shifts[(deadline.last_day - day).days - 28] += 1

    assert wrong == []
    assert shifts == {0: 9053, 1: 1949, 2: 1896, 3: 137, 4: 67, 5: 47}


CHANNELS = [Channel.DIGITAL, Channel.LETTER, Channel.HANDED_OVER]
PERIODS = {Period.APPEAL: 4, Period.COMMENT: 1, Period.HEARING: 1}
SECONDS = (-86_400, -3600, -1, 0, 1, 3600, 86_400)
"""Around the midnight at which the last day ends."""


@pytest.mark.parametrize("period", Period)
@pytest.mark.parametrize("channel", CHANNELS)
def test_every_day_of_ten_years_by_every_channel_around_every_midnight(channel, period):
    """From before great prayer day was abolished until after two leap years."""
    day, wrong, compared = date(2022, 1, 1), [], 0
    while day < date(2032, 1, 1):
        expected, deadline = (
            oracle(day, channel, PERIODS[period]),
            appeal_deadline(day, channel=channel, period=period),
        )
        midnight = midnight_after(expected)
        met = [is_met(deadline, midnight + timedelta(seconds=s)) for s in SECONDS]
        if (deadline.last_day, deadline.received_on) != (expected, received(day, channel)) or met != [
            s < 0 for s in SECONDS
        ]:
            wrong.append((day, expected, deadline.last_day, met))
        day, compared = day + timedelta(1), compared + len(SECONDS)
    assert (wrong, compared) == ([], 3652 * len(SECONDS))


@given(
    st.dates(date(2004, 1, 1), date(2083, 12, 31)),
    st.sampled_from(CHANNELS),
    st.sampled_from(Period),
    st.integers(-400 * 86_400, 400 * 86_400),
)
def test_any_moment_of_eighty_years(day, channel, period, seconds):
    expected, deadline = (
        oracle(day, channel, PERIODS[period]),
        appeal_deadline(day, channel=channel, period=period),
    )
    midnight = midnight_after(expected)

    assert deadline.last_day == expected
    assert is_met(deadline, midnight + timedelta(seconds=seconds)) == (seconds < 0)
