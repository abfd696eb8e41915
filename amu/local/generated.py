"""Commands that write a page of the documents from the code, or say whether it is fresh."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class GeneratedPage(BaseCommand):
    """``name`` is the page's file below docs/, ``page`` makes its text."""

    requires_system_checks = []
    name: ClassVar[str]
    page: ClassVar[Callable[[], str]]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=settings.BASE_DIR / "docs" / self.name)
        parser.add_argument("--check", action="store_true", help="fail when the page is not fresh")

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        text = type(self).page()
        if not check:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            command = type(self).__module__.rpartition(".")[2]
            raise CommandError(f"{file} is not fresh: run manage.py {command}")
