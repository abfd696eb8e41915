"""Write text into the cells of a workbook, so that no spreadsheet takes it for a formula."""

from typing import Any

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "@"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def put(cell: Any, text: str, *, bold: bool = False) -> None:
    """Text, whatever it begins with: no spreadsheet works it out, nor when somebody goes through the cell."""
    from openpyxl.styles import Alignment, Font  # slow to import and large, and few processes write workbooks

    cell.value = text
    cell.data_type, cell.number_format = "s", TEXT
    cell.quotePrefix = text.startswith(FORMULAS)
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
