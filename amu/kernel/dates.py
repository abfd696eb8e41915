"""Dates as people and programs write them to us."""

import re
from datetime import date

from amu.kernel.errors import CodedError

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_date(text: str) -> date:
    """A date in the one form YYYY-MM-DD. Raises ``CodedError("bad_date")``, also for 30 February."""
    if not _ISO.fullmatch(text.strip()):
        raise CodedError("bad_date")
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise CodedError("bad_date") from error


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March, so that no year is cut short.

    Raises ``CodedError("bad_date")`` past the year 9999.
    """
    try:
        return date(day.year + years, day.month, day.day)
    except ValueError:
        if (day.month, day.day) != (2, 29) or day.year + years > date.max.year:
            raise CodedError("bad_date") from None
        return date(day.year + years, 3, 1)
