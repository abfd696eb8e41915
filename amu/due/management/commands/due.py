"""What would be due on a day, from the rows as they are now. Nothing is sent or changed."""

from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from amu import clock
from amu.periodic import jobs


class Command(BaseCommand):
    help = "Say what the regular jobs would do on a day, without doing it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", metavar="DATE", help="YYYY-MM-DD; today unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            day = date.fromisoformat(options["on"]) if options["on"] else clock.today()
        except ValueError as error:
            raise CommandError("write the date as YYYY-MM-DD") from error
        for job in sorted(jobs(), key=lambda job: (job.at, job.name)):
            at = job.latest(datetime.combine(day, time.max, clock.COPENHAGEN))
            self.stdout.write(f"{at:%Y-%m-%d %H:%M} {job.name}: {job.title}")
            for line in job.preview(day) if job.preview else ():
                self.stdout.write(f"  {line}")
