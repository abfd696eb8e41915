"""People as a company writes them: rows of a page, pasted text, or a file. What cannot be taken stays to be put right."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amu.spreadsheets.read import read_table
from amu.spreadsheets.table import FileError, FileRefusedError
from amu.words import Kind, say
from enrolment.services.booking import MOST_SEATS

LARGEST_FILE = 1_000_000  # bytes
LONGEST = 200  # characters of a name or an address
HEADINGS = {
    "name": ("navn", "fulde navn", "medarbejder", "employee", "full name"),
    "email": ("e-mail", "mail", "e-mailadresse", "e-mail address"),
}
OUR_WORDS = frozenset({FileError.COLUMNS_MISSING, FileError.NOT_TEXT, FileError.LETTERS_GARBLED})
_BETWEEN = re.compile(r"[;\t,]")


@dataclass(frozen=True, slots=True)
class Row:
    """One person as written. Either may be missing, or not be what it should be."""

    name: str
    email: str


class NoListError(Exception):
    """What was uploaded is no list of people; the message says why, in words."""


def pasted(text: str) -> list[Row]:
    """One person a line: name and e-mail address in any order, with a comma, semicolon or tabulator between."""
    return list(_first(_rows_of(text.splitlines())))


def uploaded(content: bytes) -> list[Row]:
    """The rows of a workbook or CSV file with the columns name and e-mail. Raises NoListError."""
    if len(content) > LARGEST_FILE:
        raise NoListError(_("The file is too large for a list of people."))
    try:
        table = read_table(content, needed=("name", "email"), headings=HEADINGS)
    except FileRefusedError as error:
        code = FileError(error.code)
        if code in OUR_WORDS:
            raise NoListError(say(Kind.FINDING, code, error.facts)) from error
        raise NoListError(
            _(
                "The file cannot be read as a list. Make a sheet with the columns name and e-mail, and nothing else."
            )
        ) from error
    return list(_first(Row(_short(cells["name"]), _short(cells["email"])) for _number, cells in table.rows))


def _rows_of(lines: Iterable[str]) -> Iterator[Row]:
    for line in lines:
        parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
        if not parts or all(part.lower() in _known_headings() for part in parts):
            continue
        at = next((place for place, part in enumerate(parts) if "@" in part), None)
        email = parts.pop(at) if at is not None else ""
        yield Row(_short(" ".join(parts)), _short(email))


def _known_headings() -> set[str]:
    return {way for name, ways in HEADINGS.items() for way in (name, *ways)}


def _first(rows: Iterable[Row]) -> Iterator[Row]:
    """One more than can be booked at once, so that the page can say that there are too many."""
    for number, row in enumerate(rows):
        if number > MOST_SEATS:
            return
        yield row


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST]
