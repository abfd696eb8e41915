"""Read one row of an archive's file. Nothing here says what a CPR number is, not even of a row that is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from amu.kernel.errors import CodedError
from amu.kernel.identity import parse_cpr
from enrolment.enums import ResultOutcome

COLUMNS = (
    *("record_id", "cpr", "course_number", "course_title", "starts_on", "ends_on"),
    *("school_number", "school_name", "outcome"),
)
LONGEST = {
    "record_id": 40,
    "course_number": 8,
    "course_title": 200,
    "school_number": 10,
    "school_name": 200,
}
NEEDED = ("record_id", "cpr", "course_number", "course_title", "ends_on", "school_name")
FIRST_DAY = date(2004, 1, 1)
GARBLED = "\N{REPLACEMENT CHARACTER}"


class RowError(Exception):
    """``code`` says why a row is refused, ``column`` where."""

    def __init__(self, code: str, column: str) -> None:
        super().__init__(f"{code} in {column}")


@dataclass(frozen=True, slots=True)
class Row:
    """``values`` are the columns of ``ArchivedCourse`` but for the owner."""

    cpr: str = field(repr=False)
    values: dict[str, Any]


def read(cells: Mapping[str | None, Any], *, today: date) -> Row:
    """Raises RowError: a row is taken as a whole, or not at all."""
    if None in cells or any(cells.get(name) is None for name in COLUMNS):
        raise RowError("cells_do_not_fit", "row")
    text = {name: str(cells[name]).strip() for name in COLUMNS}
    for name in COLUMNS:
        _check(name, text[name])
    cpr = _cpr(text)
    if text["outcome"] and text["outcome"] not in {*ResultOutcome}:
        raise RowError("unknown_outcome", "outcome")
    plain = {name: text[name] for name in (*LONGEST, "outcome")}
    return Row(cpr, {**plain, **_days(text, today)})


def _check(name: str, text: str) -> None:
    if GARBLED in text or "\0" in text:
        raise RowError("letters_garbled", name)
    if name in NEEDED and not text:
        raise RowError("missing", name)
    if len(text) > LONGEST.get(name, 40):
        raise RowError("too_long", name)


def _cpr(text: Mapping[str, str]) -> str:
    """The digits, which stand in no other column: those are stored as they are."""
    try:
        cpr = parse_cpr(text["cpr"]).digits
    except CodedError as error:
        raise RowError(error.code, "cpr") from None
    for name in LONGEST:
        if cpr in re.sub(r"[\s\-–]", "", text[name]):
            raise RowError("has_a_cpr_number", name)
    return cpr


def _days(text: Mapping[str, str], today: date) -> dict[str, date | None]:
    ends_on = _day(text["ends_on"], "ends_on")
    starts_on = _day(text["starts_on"], "starts_on") if text["starts_on"] else None
    if ends_on < FIRST_DAY:
        raise RowError("before_2004", "ends_on")
    if ends_on > today:
        raise RowError("in_the_future", "ends_on")
    if starts_on and starts_on > ends_on:
        raise RowError("ends_before_it_starts", "starts_on")
    return {"starts_on": starts_on, "ends_on": ends_on}


def _day(text: str, column: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise RowError("not_a_date", column)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RowError("not_a_date", column) from None
