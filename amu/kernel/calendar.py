"""Danish closed days, and why each is closed.

Public holidays come from the ``holidays`` package, category public only: its optional days
include 1 May, on which a deadline does end. What is added to them is dated data.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from holidays import country_holidays

from amu.kernel.errors import CodedError

_DENMARK = country_holidays("DK")
FIRST_YEAR = _DENMARK.start_year
LAST_YEAR = _DENMARK.end_year  # beyond it the package returns no holidays, without an error
ONE_DAY = timedelta(days=1)
WEEKDAYS = range(5)


class Closed(StrEnum):
    """Why nothing can fall due on a day."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    NEW_YEARS_DAY = "new_years_day"
    MAUNDY_THURSDAY = "maundy_thursday"
    GOOD_FRIDAY = "good_friday"
    EASTER_SUNDAY = "easter_sunday"
    EASTER_MONDAY = "easter_monday"
    GREAT_PRAYER_DAY = "great_prayer_day"
    ASCENSION_DAY = "ascension_day"
    FRIDAY_AFTER_ASCENSION = "friday_after_ascension"
    WHIT_SUNDAY = "whit_sunday"
    WHIT_MONDAY = "whit_monday"
    CONSTITUTION_DAY = "constitution_day"
    CHRISTMAS_EVE = "christmas_eve"
    CHRISTMAS_DAY = "christmas_day"
    SECOND_CHRISTMAS_DAY = "second_christmas_day"
    NEW_YEARS_EVE = "new_years_eve"


_BY_DANISH_NAME = {
    "Nytårsdag": Closed.NEW_YEARS_DAY,
    "Skærtorsdag": Closed.MAUNDY_THURSDAY,
    "Langfredag": Closed.GOOD_FRIDAY,
    "Påskedag": Closed.EASTER_SUNDAY,
    "Anden påskedag": Closed.EASTER_MONDAY,
    "Store bededag": Closed.GREAT_PRAYER_DAY,
    "Kristi himmelfartsdag": Closed.ASCENSION_DAY,
    "Pinsedag": Closed.WHIT_SUNDAY,
    "Anden pinsedag": Closed.WHIT_MONDAY,
    "Juledag": Closed.CHRISTMAS_DAY,
    "Anden juledag": Closed.SECOND_CHRISTMAS_DAY,
}
_WEEKEND = {5: Closed.SATURDAY, 6: Closed.SUNDAY}


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """One dated set of days a deadline moves off, besides weekends and public holidays.

    ``fixed`` holds (month, day, why). ``source`` is an id in ``amu.kernel.statutes``.
    """

    version: str
    fixed: tuple[tuple[int, int, Closed], ...]
    friday_after_ascension: bool
    source: str


DENMARK = ClosedDays(
    version="dk-1",
    fixed=(
        (6, 5, Closed.CONSTITUTION_DAY),
        (12, 24, Closed.CHRISTMAS_EVE),
        (12, 31, Closed.NEW_YEARS_EVE),
    ),
    friday_after_ascension=False,
    source="limitation_27",
)


@cache
def public_holidays(year: int) -> Mapping[date, Closed]:
    """The public holidays of one year; great prayer day was last one in 2023.

    Raises ``CodedError("beyond_calendar")`` for a year whose holidays are not known.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CodedError("beyond_calendar", year=year, last_year=LAST_YEAR)
    named = country_holidays("DK", years=year, language="da")
    return {day: _BY_DANISH_NAME[named.get_list(day)[0]] for day in named}


@cache
def named_days(year: int, rules: ClosedDays = DENMARK) -> Mapping[date, Closed]:
    """Every closed day of the year that is closed for another reason than its weekday."""
    public = public_holidays(year)
    added = {date(year, month, day): why for month, day, why in rules.fixed}
    if rules.friday_after_ascension:
        ascension = next(day for day, why in public.items() if why is Closed.ASCENSION_DAY)
        added[ascension + ONE_DAY] = Closed.FRIDAY_AFTER_ASCENSION
    return {**added, **public}


def why_closed(day: date, rules: ClosedDays = DENMARK) -> Closed | None:
    """The reason a deadline cannot end on the day, or None when it can. A name goes before a weekday."""
    return named_days(day.year, rules).get(day) or _WEEKEND.get(day.weekday())


def is_delivery_day(day: date) -> bool:
    """Whether letters are carried out: Monday to Friday, public holidays excepted.

    Constitution Day, Christmas Eve and New Year's Eve are no public holidays; letters move.
    """
    return day.weekday() in WEEKDAYS and day not in public_holidays(day.year)
