"""On which days a class is held, as far as its dates tell. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from amu.kernel.calendar import why_closed

ONE_DAY = timedelta(days=1)
DAYS_ON_A_PAGE = 10


def days_of_class(starts_on: date, ends_on: date) -> list[date]:
    """Every day from the first to the last. Weekends and holidays only where the class begins or ends on one.

    Raises CodedError("beyond_calendar") for a year whose holidays are not known.
    """
    length = (ends_on - starts_on).days + 1
    days = [starts_on + ONE_DAY * number for number in range(length)]
    if why_closed(starts_on) or why_closed(ends_on):
        return days
    return [day for day in days if not why_closed(day)]


def in_portions(days: Sequence[date]) -> list[list[date]]:
    """The days as pages show them, in their order."""
    return [list(days[at : at + DAYS_ON_A_PAGE]) for at in range(0, len(days), DAYS_ON_A_PAGE)]
