"""Dates as people and programs write them to us."""

import re
from calendar import monthrange
from datetime import date

from amu.kernel.errors import CodedError
from amu.kernel.folding import composed, hyphened

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan",
            "februar february feb",
            "marts march mar",
            "april apr",
            "maj may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_BETWEEN = r" ?[-./, ] ?"
_YEAR_LAST = re.compile(
    rf"(?P<d>[0-9]{{1,2}}){_BETWEEN}(?P<m>[0-9]{{1,2}}){_BETWEEN}(?P<y>[0-9]{{4}}|[0-9]{{2}})"
)
_YEAR_FIRST = re.compile(rf"(?P<y>[0-9]{{4}}){_BETWEEN}(?P<m>[0-9]{{1,2}}){_BETWEEN}(?P<d>[0-9]{{1,2}})")
_DAY_AND_NAME = re.compile(
    r"(?:den )?(?P<d>[0-9]{1,2})(?:\.|st|nd|rd|th)?[- ]?(?:of )?(?P<m>[a-z]{3,9})\.?,?[- ]?(?P<y>[0-9]{4})"
)
_NAME_AND_DAY = re.compile(r"(?P<m>[a-z]{3,9})\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<y>[0-9]{4})")
_DIGITS = (
    re.compile(r"(?P<d>[0-9]{2})(?P<m>[0-9]{2})(?P<y>(?:19|20|21)[0-9]{2})"),
    re.compile(r"(?P<y>(?:19|20|21)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"),
)
_YEAR = re.compile(r"(?:i |in )?(?P<y>(?:19|20|21)[0-9]{2})")
_MONTH = re.compile(rf"(?P<m>[0-9]{{1,2}}){_BETWEEN}(?P<y>(?:19|20|21)[0-9]{{2}})")
_NAMED_MONTH = re.compile(r"(?:i |in )?(?P<m>[a-z]{3,9})\.?,? (?P<y>(?:19|20|21)[0-9]{2})")
_PIVOT = 69  # a year of two digits: 68 is 2068, 69 is 1969


def parse_date(text: str) -> date:
    """A date in the one form YYYY-MM-DD. Raises ``CodedError("bad_date")``, also for 30 February."""
    if not _ISO.fullmatch(text.strip()):
        raise CodedError("bad_date")
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise CodedError("bad_date") from error


def read_date(text: str) -> date:
    """A date as people write it: 30-06-2019, 30.6.19, 30062019, 30. juni 2019, June 30, 2019 or 2019-06-30.

    The day comes before the month. Six digits are refused, because 200612 may be 20 June 2012 or 12 June 2020.
    Raises ``CodedError("bad_date")``, also for a day that does not exist.
    """
    plain = " ".join(hyphened(composed(text)).lower().split())
    for form in (_YEAR_LAST, _YEAR_FIRST, _DAY_AND_NAME, _NAME_AND_DAY, *_DIGITS):
        if (found := form.fullmatch(plain)) and (day := _date_of(found)):
            return day
    raise CodedError("bad_date", text=text.strip()[:20])


def read_period(text: str) -> tuple[date, date]:
    """The first and the last day of a year (2015), of a month (maj 2015, 5-2015), or of one day as ``read_date`` has it.

    For what people know only roughly. Raises ``CodedError("bad_date")``.
    """
    plain = " ".join(hyphened(composed(text)).lower().split())
    if found := _YEAR.fullmatch(plain):
        return date(int(found["y"]), 1, 1), date(int(found["y"]), 12, 31)
    for form in (_MONTH, _NAMED_MONTH):
        if (found := form.fullmatch(plain)) and (month := _month_of(found)) in range(1, 13):
            year = int(found["y"])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = read_date(text)
    return day, day


def _month_of(found: re.Match[str]) -> int:
    return _MONTHS.get(found["m"], 0) if found["m"].isalpha() else int(found["m"])


def _date_of(found: re.Match[str]) -> date | None:
    year = int(found["y"])
    if len(found["y"]) == 2:
        year += 1900 if year >= _PIVOT else 2000
    try:
        return date(year, _month_of(found), int(found["d"]))
    except ValueError:
        return None


def age_on(birth_date: date, day: date) -> int:
    """How many years old somebody is that day. Whoever was born on 29 February has a birthday on 1 March, too."""
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (0 if had_birthday else 1)


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
