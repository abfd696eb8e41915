"""Read the catalogue's files into its tables, row by row, and say what became of each."""

from courses.services.catalogue.load import load_catalogue
from courses.services.catalogue.report import Outcome, Report

__all__ = ["Outcome", "Report", "load_catalogue"]
