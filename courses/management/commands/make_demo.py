"""Invent runs for the courses that have no real ones, marked as demonstration data."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from amu import clock
from courses.loading.demo import make_demo


class Command(BaseCommand):
    help = "Make plausible, marked runs. The same seed and first day give the same runs; twice adds none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--runs", type=int, default=600, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument(
            "--from",
            dest="first_day",
            type=date.fromisoformat,
            default=None,
            metavar="DATE",
            help="first possible day; default: the first of this month",
        )

    def handle(self, *args: Any, runs: int, seed: int, first_day: date | None, **options: Any) -> None:
        if runs < 0 or seed < 0:
            raise CommandError("--runs and --seed are whole numbers from 0 up")
        start = first_day or clock.today().replace(day=1)
        made = make_demo(runs, seed=seed, first_day=start)
        self.stdout.write(f"{made} runs made, {runs - made} were there already")
