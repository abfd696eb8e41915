"""Lines of cells as rows under column names: the same rules whatever kind of file they stood in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from amu.kernel.errors import CodedError
from amu.kernel.folding import composed, words_of

MOST_ROWS = 2000
NAMES_WITHIN = 10  # lines from the top, among which the one with the column names must be

# A line as the person sees it: its number in the file, from 1, and its cells.
type Numbered = tuple[int, list[str]]
# Other ways in which people write each column's name, the most usual first.
type Headings = Mapping[str, tuple[str, ...]]


class FileError(StrEnum):
    """Why a file cannot be read."""

    COLUMNS_MISSING = "columns_missing"
    COLUMNS_TWICE = "columns_twice"
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    CELLS_WITHOUT_COLUMN = "cells_without_column"
    NOT_A_TABLE = "not_a_table"
    NOT_TEXT = "not_text"
    LETTERS_GARBLED = "letters_garbled"
    WORKBOOK_LOCKED = "workbook_locked"
    WORKBOOK_OLD = "workbook_old"
    WORKBOOK_MACROS = "workbook_macros"
    WORKBOOK_OTHER = "workbook_other"
    WORKBOOK_NOT = "workbook_not"
    WORKBOOK_HIDDEN = "workbook_hidden"
    WORKBOOK_TOO_LARGE = "workbook_too_large"
    WORKBOOK_UNSAFE = "workbook_unsafe"
    WORKBOOK_BROKEN = "workbook_broken"
    CELLS_MERGED = "cells_merged"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    ERROR_IN_CELL = "error_in_cell"


class FileRefusedError(CodedError):
    """The file as a whole cannot be read. Carries a code and what was found."""

    def __init__(self, code: FileError, **facts: str | int) -> None:
        super().__init__(code, **facts)


class Merged(NamedTuple):
    """A block of merged cells as Excel names it, and its last line."""

    cells: str
    last: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds before anybody knows which line names the columns. Columns count from 0, lines from 1."""

    lines: Iterable[Numbered]
    hidden_lines: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` are numbered as in the file and hold a text for every name. ``headings`` are the names as written.

    ``hidden`` are the rows, and ``hidden_columns`` the headings, that whoever made the file does not see: hidden by
    hand or by a filter.
    """

    names: list[str]
    rows: list[tuple[int, dict[str, str]]]
    headings: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    hidden_columns: tuple[str, ...] = ()


def table_of(sheet: Sheet, needed: Iterable[str], headings: Headings) -> Table:
    """Of the first lines, the one that has most of the needed names tells the columns; what is above it is a title.

    Raises FileRefusedError.
    """
    rest = iter(sheet.lines)
    first = list(islice(rest, NAMES_WITHIN))
    ways = {_key(way): name for name, written in headings.items() for way in (name, *written)}
    heads = [[_name(cell, ways) for cell in cells] for _, cells in first] or [[]]
    needed = tuple(needed)
    at = max(range(len(heads)), key=lambda place: len({*needed} & {*heads[place]}))
    names = heads[at]
    if absent := [name for name in needed if name not in names]:
        said = (" / ".join((name, *headings.get(name, ())[:1])) for name in absent)
        raise FileRefusedError(FileError.COLUMNS_MISSING, names=", ".join(said), within=NAMES_WITHIN)
    number, head = first[at]
    written = {name: cell.strip() for name, cell in zip(names, head, strict=True) if name}
    if twice := [
        cell.strip() for name, cell in zip(names, head, strict=True) if name and names.count(name) > 1
    ]:
        raise FileRefusedError(FileError.COLUMNS_TWICE, names=", ".join(twice)[:100])
    if below := next((block for block in sheet.merged if block.last >= number), None):
        raise FileRefusedError(FileError.CELLS_MERGED, cells=below.cells)
    rows = list(_rows(chain(first[at + 1 :], rest), names))
    if not rows:
        raise FileRefusedError(FileError.NO_ROWS)
    unseen = [written[name] for place, name in enumerate(names) if name and place in sheet.hidden_columns]
    hidden = frozenset(number for number, _ in rows) & sheet.hidden_lines
    return Table([name for name in names if name], rows, written, hidden, tuple(unseen))


def _key(heading: str) -> str:
    return " ".join(words_of(heading.replace("_", " ")))


def _name(cell: str, ways: Mapping[str, str]) -> str:
    return ways.get(_key(cell)) or composed(cell).strip().lower()


def _rows(lines: Iterable[Numbered], names: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Columns without a name are left out, as sheets are wider than their tables; a value in one is refused."""
    for count, (number, cells) in enumerate(lines, start=1):
        if count > MOST_ROWS:
            raise FileRefusedError(FileError.TOO_MANY_ROWS, most=MOST_ROWS)
        if not any(cell.strip() for cell in cells):
            continue
        filled = zip_longest(names, cells, fillvalue="")
        row: dict[str, str] = {}
        for name, cell in filled:
            if name:
                row[name] = cell
            elif cell.strip():
                raise FileRefusedError(FileError.CELLS_WITHOUT_COLUMN, number=number)
        yield number, row
