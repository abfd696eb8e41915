"""After a new key in front of CPR_KEYS: encrypt everything under it, so that the older ones can go."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from amu.people.encryption import EncryptionKeyError
from amu.people.services.keys import encrypt_addresses_anew, encrypt_factors_anew, encrypt_numbers_anew

type Step = Callable[..., tuple[int, int] | None]


STEPS: tuple[tuple[str, Step], ...] = (
    ("CPR numbers", encrypt_numbers_anew),
    ("postal addresses", encrypt_addresses_anew),
    ("second factors", encrypt_factors_anew),
)


class Command(BaseCommand):
    help = "Encrypt everything anew with the first of CPR_KEYS. Can be broken off and run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="rows in each transaction")

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        for what, step in STEPS:
            self.stdout.write(f"{what}: {self._run(step, batch)} encrypted anew")

    def _run(self, step: Step, batch: int) -> int:
        last, changed = 0, 0
        try:
            while done := step(last, batch=batch):
                last, changed = done[0], changed + done[1]
        except EncryptionKeyError as error:
            raise CommandError(f"{error}. Rows done before it stay done.") from error
        return changed
