"""Compare every day of 2024-2059 with a second implementation that shares nothing with the first."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from amu.kernel.deadlines import appeal_deadline, is_met

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
        or (day.month, day.day) in {(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)}
    )


def oracle(day: date) -> date:
    last_day = date.fromordinal(day.toordinal() + 28)
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
