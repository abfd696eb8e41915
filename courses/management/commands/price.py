"""What a course or class costs a person, and why: for support staff and for other programs."""

import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from amu.kernel.errors import CodedError
from amu.web.lines import input_lines
from courses.classes.pricing.batch import PriceBook
from courses.classes.pricing.facts import load_rates
from courses.fees.requests import PRICE_OPTIONS, PriceRequest, price_request
from courses.fees.rules import NoPrice, Quote, Rate
from courses.management.answers import BAD_INPUT, as_json, as_lines

AT_A_TIME = 1000


class Command(BaseCommand):
    help = (
        "Print what the participant pays and why. With - instead of a number: one JSON object a line "
        "from standard input (option names with underscores), one JSON answer a line, in order."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("amu_number", nargs="?", help="such as 47592, or - for standard input")
        parser.add_argument("--part", help="A, B or C, where the course has parts")
        parser.add_argument("--start", help="first course day, YYYY-MM-DD")
        parser.add_argument("--education", help="unskilled, vocational, higher or unsure")
        parser.add_argument("--degree-last-used", help="YYYY-MM-DD")
        parser.add_argument(
            "--scheme", help="none, six_weeks, igu, municipality, employer or greenland_faroe"
        )
        parser.add_argument("--with", nargs="+", action="extend", help="courses taken beside it")
        parser.add_argument("--run", help="booking code of a class")
        parser.add_argument("--supplement", help="yes or no: take the supplements of the class")
        parser.add_argument("--days", help="a number of days instead of a course")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["amu_number"] == "-":
            self._answer_lines()
            return
        given = {name: options[name] for name in PRICE_OPTIONS if options[name] is not None}
        answer = _answer(_request(given))
        out = self.stderr if isinstance(answer, NoPrice) and not options["json"] else self.stdout
        out.write(as_json(answer) if options["json"] else "\n".join(as_lines(answer)))
        if isinstance(answer, NoPrice):
            sys.exit(BAD_INPUT)

    def _answer_lines(self) -> None:
        rates = load_rates()
        for lines in itertools.batched(input_lines(), AT_A_TIME, strict=False):
            for said in _said([_read(line) for line in lines], rates):
                self.stdout.write(said)


def _answer(request: PriceRequest | NoPrice) -> Quote | NoPrice:
    return request if isinstance(request, NoPrice) else PriceBook.for_requests([request]).answer(request)


def _said(requests: Sequence[PriceRequest | NoPrice], rates: tuple[Rate, ...]) -> Iterator[str]:
    """One JSON text for each question; a question asked again among them is worked out once."""
    asked = {request for request in requests if isinstance(request, PriceRequest)}
    book = PriceBook.for_requests(asked, rates)
    known = {request: as_json(book.answer(request)) for request in asked}
    for request in requests:
        yield as_json(request) if isinstance(request, NoPrice) else known[request]


def _read(line: str) -> PriceRequest | NoPrice:
    try:
        given = json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError):
        return NoPrice("bad_json")
    return _request(given) if isinstance(given, dict) else NoPrice("bad_json")


def _request(given: dict[str, Any]) -> PriceRequest | NoPrice:
    try:
        return price_request(given)
    except CodedError as error:
        return NoPrice(error.code, dict(error.facts))
