"""Check a workbook's XML before it is parsed, and refuse by name what cannot be read."""

import re
from collections.abc import Callable
from typing import IO
from xml.sax import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from defusedxml.sax import parse
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from amu.spreadsheets.table import MOST_ROWS, FileError, FileRefusedError, Merged, Sheet

MOST_ELEMENTS = 300_000  # some three times what 2,000 classes take
DEEPEST = 60
MOST_FORMATS, LONGEST_FORMAT = 1000, 255  # somewhat more, and as long, as Excel itself allows
MOST_COLUMNS = 100
BLOCK = re.compile(r"[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}(?P<last>[0-9]{1,7})")


def look_through(package: ZipFile) -> None:
    """Every part is XML without a document type, and not too much of it.

    Raises FileRefusedError, and what defusedxml and the parser raise.
    """
    bounds = _Bounds()
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            with package.open(name) as part:
                parse(part, bounds, forbid_dtd=True)


def look_at_sheet(part: IO[bytes]) -> Sheet:
    """What is hidden and merged in the sheet; its lines are for others to read.

    Raises FileRefusedError for cells that would be read as something else than the person sees.
    """
    cells = _Cells()
    parse(part, cells, forbid_dtd=True)
    return Sheet((), frozenset(cells.hidden_rows), frozenset(cells.hidden_columns), tuple(cells.merged))


class _Bounds(ContentHandler):
    """Counts over all parts."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = self.formats = self.depth = 0

    def startDocument(self) -> None:  # noqa: N802 - the parser's name
        self.depth = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        self.elements += 1
        self.formats += "formatCode" in attrs
        self.depth += 1
        if self.elements > MOST_ELEMENTS or self.formats > MOST_FORMATS:
            raise FileRefusedError(FileError.WORKBOOK_TOO_LARGE)
        if self.depth > DEEPEST or len(attrs.get("formatCode", "")) > LONGEST_FORMAT:
            raise FileRefusedError(FileError.WORKBOOK_BROKEN)

    def endElement(self, name: str) -> None:  # noqa: N802
        self.depth -= 1


class _Cells(ContentHandler):
    """Follows rows and cells. ``text`` is what the present cell holds, None outside of one."""

    def __init__(self) -> None:
        super().__init__()
        self.row = self.column = 0
        self.kind, self.has_formula, self.has_value = "", False, False
        self.text: list[str] = []
        self.is_value = False
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[Merged] = []
        self.begin: dict[str, Callable[[AttributesImpl], None]] = {
            "col": self._columns,
            "row": self._row,
            "c": self._cell,
            "f": self._formula,
            "v": self._value,
            "t": self._value,
            "mergeCell": self._merged,
        }

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the parser's name
        if begin := self.begin.get(_local(name)):
            begin(attrs)

    def characters(self, content: str) -> None:
        if self.is_value:
            self.text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        match _local(name):
            case "v" | "t":
                self.is_value = False
            case "c":
                self._judge("".join(self.text).strip())

    def _row(self, attrs: AttributesImpl) -> None:
        before, self.column = self.row, 0
        self.row = int(attrs["r"]) if "r" in attrs else before + 1
        if self.row <= before:
            raise FileRefusedError(FileError.WORKBOOK_BROKEN)
        if _is_true(attrs.get("hidden", "")):
            self.hidden_rows.add(self.row)

    def _columns(self, attrs: AttributesImpl) -> None:
        if _is_true(attrs.get("hidden", "")):
            first, last = int(attrs.get("min", "1")), int(attrs.get("max", "1"))
            self.hidden_columns |= {column - 1 for column in range(first, min(last, MOST_COLUMNS) + 1)}

    def _cell(self, attrs: AttributesImpl) -> None:
        before = self.column
        row, self.column = coordinate_to_tuple(attrs["r"]) if "r" in attrs else (self.row, before + 1)
        if row != self.row or self.column <= before:
            raise FileRefusedError(FileError.WORKBOOK_BROKEN)
        self.kind, self.has_formula, self.has_value, self.text = attrs.get("t", ""), False, False, []

    def _formula(self, _: AttributesImpl) -> None:
        self.has_formula = True

    def _value(self, _: AttributesImpl) -> None:
        self.has_value = self.is_value = True

    def _merged(self, attrs: AttributesImpl) -> None:
        cells = str(attrs.get("ref", ""))[:20]
        found = BLOCK.fullmatch(cells)
        if found is None:
            raise FileRefusedError(FileError.CELLS_MERGED, cells=cells)
        self.merged.append(Merged(cells, int(found["last"])))

    def _judge(self, text: str) -> None:
        """A formula that gave an empty text has a value; one that nobody has worked out has none."""
        is_known = bool(text) or (self.has_value and self.kind == "str")
        if self.has_formula and not is_known:
            raise FileRefusedError(FileError.FORMULA_WITHOUT_VALUE, cell=self._name())
        if self.kind == "e":
            raise FileRefusedError(FileError.ERROR_IN_CELL, cell=self._name())
        if text and self.row > MOST_ROWS + 1:
            raise FileRefusedError(FileError.TOO_MANY_ROWS, most=MOST_ROWS)
        if text and self.column > MOST_COLUMNS:
            raise FileRefusedError(FileError.TOO_MANY_COLUMNS, most=MOST_COLUMNS)

    def _name(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


def _is_true(said: str) -> bool:
    return said in {"1", "true"}


def _local(name: str) -> str:
    return name.rpartition(":")[2]
