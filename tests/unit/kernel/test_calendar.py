from datetime import date, timedelta

import pytest

from amu.kernel import calendar
from amu.kernel.calendar import DENMARK, Closed, ClosedDays, is_delivery_day, public_holidays, why_closed
from amu.kernel.errors import CodedError

WITH_SQUEEZED_FRIDAY = ClosedDays("test", DENMARK.fixed, friday_after_ascension=True, source="limitation_27")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 1, 1), Closed.NEW_YEARS_DAY),
        (date(2026, 4, 2), Closed.MAUNDY_THURSDAY),
        (date(2026, 4, 3), Closed.GOOD_FRIDAY),
        (date(2026, 4, 5), Closed.EASTER_SUNDAY),
        (date(2026, 4, 6), Closed.EASTER_MONDAY),
        (date(2023, 5, 5), Closed.GREAT_PRAYER_DAY),
        (date(2026, 5, 14), Closed.ASCENSION_DAY),
        (date(2026, 5, 24), Closed.WHIT_SUNDAY),
        (date(2026, 5, 25), Closed.WHIT_MONDAY),
        (date(2026, 6, 5), Closed.CONSTITUTION_DAY),
        (date(2026, 12, 24), Closed.CHRISTMAS_EVE),
        (date(2026, 12, 25), Closed.CHRISTMAS_DAY),
        (date(2026, 12, 26), Closed.SECOND_CHRISTMAS_DAY),
        (date(2026, 12, 31), Closed.NEW_YEARS_EVE),
        (date(2026, 9, 12), Closed.SATURDAY),
        (date(2026, 9, 13), Closed.SUNDAY),
    ],
)
def test_each_closed_day_has_its_reason(day, why):
    assert why_closed(day) is why


@pytest.mark.parametrize(
    "day", [date(2026, 5, 1), date(2024, 4, 26), date(2026, 5, 15), date(2026, 9, 14)], ids=str
)
def test_an_ordinary_weekday_is_open(day):
    """Among them 1 May, great prayer day after 2023, and the Friday after Ascension."""
    assert why_closed(day) is None


def test_the_friday_after_ascension_is_closed_only_where_the_rule_says_so():
    assert why_closed(date(2026, 5, 15), WITH_SQUEEZED_FRIDAY) is Closed.FRIDAY_AFTER_ASCENSION


def test_great_prayer_day_was_a_holiday_until_2023():
    has_it = [Closed.GREAT_PRAYER_DAY in public_holidays(year).values() for year in range(2015, 2031)]

    assert has_it == [True] * 9 + [False] * 7


def test_every_holiday_the_package_knows_has_a_code_of_ours():
    for year in range(calendar.FIRST_YEAR, calendar.LAST_YEAR + 1):
        assert public_holidays(year)


@pytest.mark.parametrize("year", [1770, 2101, 9999])
def test_a_year_without_known_holidays_is_an_error_not_an_open_year(year):
    with pytest.raises(CodedError, match="beyond_calendar"):
        why_closed(date(year, 1, 1))


def test_letters_are_carried_monday_to_friday_outside_public_holidays():
    week = [date(2026, 4, 6) + timedelta(days=n) for n in range(7)]

    assert [is_delivery_day(day) for day in week] == [False, True, True, True, True, False, False]


@pytest.mark.parametrize("day", [date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 31)], ids=str)
def test_letters_are_carried_on_days_that_only_deadlines_avoid(day):
    assert is_delivery_day(day)
