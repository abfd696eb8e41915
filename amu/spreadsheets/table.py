"""Lines of cells as rows under column names: the same rules whatever kind of file they stood in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from amu.kernel.errors import CodedError

MOST_ROWS = 2000

# A line as the person sees it: its number in the file, from 1, and its cells.
type Numbered = tuple[int, list[str]]


class FileRefusedError(CodedError):
    """The file as a whole cannot be read. Carries a code and what was found."""


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
        raise FileRefusedError("columns_missing", names=", ".join(absent))
    if len(set(names)) != len(names):
        raise FileRefusedError("columns_twice")
    rows = list(_rows(rest, names))
    if not rows:
        raise FileRefusedError("no_rows")
    return Table(names, rows)


def _rows(lines: Iterator[Numbered], names: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for count, (number, cells) in enumerate(lines, start=1):
        if count > MOST_ROWS:
            raise FileRefusedError("too_many_rows", most=MOST_ROWS)
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names):
            raise FileRefusedError("cells_without_column", number=number)
        yield number, dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=True))
