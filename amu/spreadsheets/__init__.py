"""Read an uploaded table as text: a CSV file or an Excel workbook, recognised by content."""

from amu.spreadsheets.read import read_table
from amu.spreadsheets.table import MOST_ROWS, FileRefusedError, Table

__all__ = ["MOST_ROWS", "FileRefusedError", "Table", "read_table"]
