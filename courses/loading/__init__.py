"""Read the catalogue's files into its tables, row by row, and say what became of each."""

from courses.loading.load import load_catalogue
from courses.loading.report import Report, RowOutcome

__all__ = ["Report", "RowOutcome", "load_catalogue"]
