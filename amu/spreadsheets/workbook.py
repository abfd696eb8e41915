"""The first visible sheet of an Excel workbook, line by line, as its cells were last worked out."""

import io
import logging
import warnings
from contextlib import closing
from dataclasses import replace
from typing import Any

from defusedxml.common import DefusedXmlException
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet

from amu.spreadsheets.cells import text_of
from amu.spreadsheets.package import open_package
from amu.spreadsheets.table import MOST_ROWS, FileError, FileRefusedError, Sheet
from amu.spreadsheets.xml_checks import MOST_COLUMNS, look_at_sheet, look_through

logger = logging.getLogger(__name__)
# About what it would not write back; we only read.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")


def sheet_of_workbook(content: bytes) -> Sheet:
    """Numbered as in Excel. Raises FileRefusedError, also for whatever breaks the parsers."""
    try:
        with open_package(content) as package:
            look_through(package)
            return _sheet(content)
    except FileRefusedError:
        raise
    except DefusedXmlException:
        raise FileRefusedError(FileError.WORKBOOK_UNSAFE) from None
    except Exception as error:  # noqa: BLE001 - whatever breaks another's parser on somebody's file is the file's fault
        logger.info("a workbook could not be read: %s", type(error).__name__)
        raise FileRefusedError(FileError.WORKBOOK_BROKEN) from None


def _sheet(content: bytes) -> Sheet:
    """Only the parts with cells are read: a chart we could not read would be no reason to refuse a table."""
    reader = ExcelReader(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    chosen, part = _first_visible(reader)
    reader.parser.sheets = [chosen]
    reader.read_worksheets()
    with closing(reader.wb) as book:
        with reader.archive.open(part) as source:
            looked = look_at_sheet(source)
        (sheet,) = book.worksheets
        sheet.reset_dimensions()  # what the sheet claims of itself is not counted on
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
        lines = [(number, [text_of(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
    return replace(looked, lines=lines)


def _first_visible(reader: ExcelReader) -> tuple[Any, str]:
    """The sheet, and the name of its part."""
    sheets = [(sheet, rel) for sheet, rel in reader.parser.find_sheets() if "/worksheet" in rel.Type]
    if not sheets:
        raise FileRefusedError(FileError.WORKBOOK_OTHER)
    for sheet, rel in sheets:
        if sheet.state == "visible":
            return sheet, rel.target
    raise FileRefusedError(FileError.WORKBOOK_HIDDEN)
