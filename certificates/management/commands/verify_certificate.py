"""Check a certificate's file: its seal, and whether it is byte for byte one that is stored."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from amu.sealing.examine import Examination, examine
from amu.sealing.keys import keys
from certificates.enums import FileFinding
from certificates.selectors.files import look_at


class Command(BaseCommand):
    help = (
        "Check the file of a certificate: its seal, and what is stored of it. Fails where it is not genuine."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--offline", action="store_true", help="look at the seal only, and ask no database"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}") from None
        found = examine(content, keys().roots)
        self.stdout.write(f"seal: {said(found)}")
        is_genuine = found.is_genuine if options["offline"] else self.stored(content)
        if not is_genuine:
            raise CommandError("not genuine", returncode=1)

    def stored(self, content: bytes) -> bool:
        answer = look_at(content)
        certificate = answer.certificate
        if certificate is None:
            self.stdout.write("stored: no certificate has this file, or its code")
            return False
        self.stdout.write(
            f"stored: {answer.finding}, certificate {certificate.number}, {certificate.standing}"
        )
        return answer.finding == FileFinding.GENUINE


def said(found: Examination) -> str:
    if found.sealed_at:
        return f"{found.finding}, {found.sealed_at:%Y-%m-%d %H:%M:%S %Z}, {found.sealed_by}"
    return f"{found.finding}, {found.why}"
