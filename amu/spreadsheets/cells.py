"""A cell of a workbook as the text that stands there when the same sheet is saved as CSV."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from amu.spreadsheets.table import FileError, FileRefusedError

LEADING_ZEROS = re.compile(r"0{2,12}")  # a format such as 00000, for numbers that begin with nought
HALF_A_SECOND = timedelta(milliseconds=500)


def text_of(cell: Any) -> str:
    """Days as 2026-09-29, times as 08.00, whole numbers without decimals, yes and no.

    Raises FileRefusedError for a cell that holds an error, such as a day no calendar has.
    """
    if cell.data_type == "e":
        raise FileRefusedError(FileError.ERROR_IN_CELL, cell=cell.coordinate)
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return _number(value, cell.number_format or "")
        case datetime():
            return _moment(value + HALF_A_SECOND)
        case date():
            return value.isoformat()
        case time():
            return _hours(datetime.combine(date(2000, 1, 1), value) + HALF_A_SECOND)
        case timedelta():
            return "{:02}.{:02}".format(*divmod(round(value.total_seconds() / 60), 60))
        case _:
            return str(value).replace("_x000D_", " ")


def _number(value: float, pattern: str) -> str:
    """Fifteen digits, as spreadsheets count them: 0.1 + 0.2 is 0.3."""
    text = format(Decimal(f"{value:.15g}"), "f") if isinstance(value, float) else str(value)
    return text.zfill(len(pattern)) if text.isdigit() and LEADING_ZEROS.fullmatch(pattern) else text


def _moment(value: datetime) -> str:
    """A day; with the time if there is one. Both are fractions in the file, so they are off by very little."""
    hours = _hours(value)
    return value.date().isoformat() + ("" if hours == "00.00" else f" {hours}")


def _hours(value: datetime) -> str:
    return f"{value:%H.%M.%S}".removesuffix(".00")
