"""What a school may charge for a late withdrawal or a no-show. Needs no database."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from amu.kernel.errors import CodedError
from courses.fees.requests import CHARGE_OPTIONS, charge_request
from courses.fees.rules import NoPrice, Quote, charge
from courses.management.answers import BAD_INPUT, as_json, as_lines


class Command(BaseCommand):
    help = "Print the charge by Open Education Act § 10 a, and why."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", help="withdrawal or no_show")
        parser.add_argument("--who", help="employer, self_employed or private")
        parser.add_argument("--lessons", help="the course's advisory number of lessons")
        parser.add_argument("--start", help="first day of the class, YYYY-MM-DD")
        parser.add_argument("--on", help="day of the withdrawal, or of the absence, YYYY-MM-DD")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        answer = _answer({name: options[name] for name in CHARGE_OPTIONS if options[name] is not None})
        out = self.stderr if isinstance(answer, NoPrice) and not options["json"] else self.stdout
        out.write(as_json(answer) if options["json"] else "\n".join(as_lines(answer)))
        if isinstance(answer, NoPrice):
            sys.exit(BAD_INPUT)


def _answer(given: dict[str, Any]) -> Quote | NoPrice:
    try:
        return charge(charge_request(given))
    except CodedError as error:
        return NoPrice(error.code, dict(error.facts))
