"""Lines of cells as rows under column names: the same rules whatever kind of file they stood in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from amu.kernel.errors import CodedError

MOST_ROWS = 2000

# A line as the person sees it: its number in the file, from 1, and its cells.
type Numbered = tuple[int, list[str]]


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


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` are numbered as in the file and hold a text for every name."""

    names: list[str]
    rows: list[tuple[int, dict[str, str]]]


def table_of(lines: Iterable[Numbered], needed: Iterable[str]) -> Table:
    """The first line names the columns. Raises FileRefusedError."""
    rest = iter(lines)
    _, head = next(rest, (0, []))
    names = [name.strip().lower() for name in head]
    if absent := [name for name in needed if name not in names]:
        raise FileRefusedError(FileError.COLUMNS_MISSING, names=", ".join(absent))
    if len(set(names)) != len(names):
        raise FileRefusedError(FileError.COLUMNS_TWICE)
    rows = list(_rows(rest, names))
    if not rows:
        raise FileRefusedError(FileError.NO_ROWS)
    return Table(names, rows)


def _rows(lines: Iterator[Numbered], names: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for count, (number, cells) in enumerate(lines, start=1):
        if count > MOST_ROWS:
            raise FileRefusedError(FileError.TOO_MANY_ROWS, most=MOST_ROWS)
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names):
            raise FileRefusedError(FileError.CELLS_WITHOUT_COLUMN, number=number)
        yield number, dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=True))
