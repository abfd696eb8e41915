"""Load the courses that schools registered since 2004, and say what became of the rows."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from amu import clock
from certificates.archive.loading import ADDED, CHANGED, LEFT, REFUSED, BrokenFileError, load


class Command(BaseCommand):
    help = "Load archived courses from a CSV file (docs/operations.md, The archive). Twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        counts: Counter[str] = Counter()
        try:
            for line, why in load(file, counts, now=clock.now(), dry_run=dry_run):
                self.stdout.write(f"line {line} refused: {why}")
        except (BrokenFileError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(", ".join(f"{counts[name]} {name}" for name in (ADDED, CHANGED, LEFT, REFUSED)))
        if dry_run:
            self.stdout.write("dry run: nothing was changed")
