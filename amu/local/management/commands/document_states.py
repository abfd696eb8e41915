"""Write docs/states.md from the tables of moves, or say whether it is fresh."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from amu.local.statebook import page


class Command(BaseCommand):
    help = "Write docs/states.md: states and moves as diagrams. With --check only compare."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=settings.BASE_DIR / "docs" / "states.md")
        parser.add_argument("--check", action="store_true", help="fail when the page is not fresh")

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        text = page()
        if not check:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            raise CommandError(f"{file} is not fresh: run manage.py document_states")
