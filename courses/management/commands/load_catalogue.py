"""Load the catalogue's files and say, row by row, what became of them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from amu import clock
from courses.loading import RowOutcome, load_catalogue
from courses.loading.load import OWN_DATA
from courses.loading.sheets import BrokenFileError


class Command(BaseCommand):
    help = "Load the catalogue. Twice changes nothing. --verbosity 2 also lists rows that were left because nothing is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=OWN_DATA, metavar="DIR")
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")

    def handle(self, *args: Any, folder: Path, dry_run: bool, verbosity: int, **options: Any) -> None:
        try:
            report = load_catalogue(folder, now=clock.now(), dry_run=dry_run)
        except BrokenFileError as error:
            raise CommandError(f"nothing was loaded: {error}") from error
        listed = {0: (), 1: (RowOutcome.ADDED, RowOutcome.CHANGED, RowOutcome.REFUSED)}.get(
            verbosity, tuple(RowOutcome)
        )
        for line in report.lines:
            if line.outcome in listed or (line.why and verbosity):
                self.stdout.write(str(line))
        for file, counts in report.counts().items():
            figures = ", ".join(f"{counts[outcome]} {outcome}" for outcome in RowOutcome)
            self.stdout.write(f"{file}: {figures}")
        if dry_run:
            self.stdout.write("dry run: nothing was changed")
