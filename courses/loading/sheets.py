"""A CSV file as rows that can be refused one by one."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from courses.enums import Known


class RowRefusedError(Exception):
    """A row that cannot be taken as it stands. Carries a code and what was found."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)


class BrokenFileError(Exception):
    """A file that is missing, unreadable or lacks columns: nothing at all is loaded."""


@dataclass(frozen=True, slots=True)
class Row:
    file: str
    number: int
    values: Mapping[str, str]

    def text(self, name: str) -> str:
        return (self.values.get(name) or "").strip()

    def needed(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise RowRefusedError("missing", name)
        return value

    def known(self, name: str) -> str:
        return {"yes": Known.YES, "no": Known.NO, "": Known.UNKNOWN}.get(self.text(name), Known.UNKNOWN)

    def amount(self, name: str) -> Decimal | None:
        """A number, or None where the cell is empty."""
        value = self.text(name)
        if not value:
            return None
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise RowRefusedError("not_a_number", f"{name} {value}") from None
        if not number.is_finite() or number < 0:
            raise RowRefusedError("not_a_number", f"{name} {value}")
        return number

    def whole(self, name: str) -> int:
        value = self.needed(name)
        if not value.isdecimal():
            raise RowRefusedError("not_a_whole_number", f"{name} {value}")
        return int(value)

    def point(self, name: str) -> float | None:
        value = self.text(name)
        try:
            return float(value) if value else None
        except ValueError:
            raise RowRefusedError("not_a_coordinate", f"{name} {value}") from None

    def day(self, name: str) -> date:
        value = self.needed(name)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise RowRefusedError("not_a_date", f"{name} {value}") from None


def read(folder: Path, file: str, columns: frozenset[str]) -> Iterator[Row]:
    """The rows of a file with their line numbers. Raises BrokenFileError."""
    path = folder / file
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle, strict=True)
            if missing := columns - frozenset(reader.fieldnames or ()):
                raise BrokenFileError(f"{file}: columns missing: {', '.join(sorted(missing))}")
            for values in reader:
                if None in values:
                    raise BrokenFileError(f"{file}:{reader.line_num}: more cells than columns")
                yield Row(file, reader.line_num, values)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BrokenFileError(f"{file}: {type(error).__name__}") from error
