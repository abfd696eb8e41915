"""A table that somebody has uploaded, as text: from a CSV file or an Excel workbook, told apart by content."""

from amu.spreadsheets.read import read_table
from amu.spreadsheets.table import MOST_ROWS, FileRefusedError, Table

__all__ = ["MOST_ROWS", "FileRefusedError", "Table", "read_table"]
