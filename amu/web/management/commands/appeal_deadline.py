"""The last day to appeal or comment, for staff at a shell and for other programs. Needs no database."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from amu.kernel.dates import parse_date
from amu.kernel.deadlines import Channel, Period, appeal_deadline
from amu.kernel.errors import CodedError
from amu.web.lines import input_lines

CHANNELS = (Channel.DIGITAL.value, Channel.LETTER.value)
BAD_INPUT = 2


class Command(BaseCommand):
    help = (
        "Print the last day (YYYY-MM-DD) to act on a decision notified on DATE; for a letter, DATE is "
        "the day of posting. With - as DATE: one date a line from standard input, one answer a line."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("date", metavar="DATE", help="YYYY-MM-DD, or - for standard input")
        parser.add_argument("--channel", choices=CHANNELS, default=Channel.DIGITAL.value)
        parser.add_argument("--period", choices=[*Period], default=Period.APPEAL.value)
        parser.add_argument("--json", action="store_true", help="the steps too, as a JSON object")

    def handle(self, *_: Any, **options: Any) -> None:
        channel, period = Channel(options["channel"]), Period(options["period"])
        if options["date"] == "-":
            answers = (_answer(line, channel, period, as_json=options["json"])[0] for line in input_lines())
            for answer in answers:
                self.stdout.write(answer)
            return
        answer, is_error = _answer(options["date"], channel, period, as_json=options["json"])
        if is_error and not options["json"]:
            self.stderr.write(answer)
        else:
            self.stdout.write(answer)
        if is_error:
            sys.exit(BAD_INPUT)


def _answer(text: str, channel: Channel, period: Period, *, as_json: bool) -> tuple[str, bool]:
    """The line to print, and whether it is an error."""
    try:
        deadline = appeal_deadline(parse_date(text), channel=channel, period=period)
    except CodedError as error:
        return (json.dumps({"error": error.code}) if as_json else f"error:{error.code}"), True
    return (json.dumps(deadline.as_dict()) if as_json else deadline.last_day.isoformat()), False
