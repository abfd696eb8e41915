"""Do what is due without any broker: from cron, or by hand when Redis is gone."""

from typing import Any

from django.core.management.base import BaseCommand

from amu import clock
from amu.due.services import plan
from amu.outbox.selectors import backlog
from amu.outbox.services import drain


class Command(BaseCommand):
    help = "Plan the regular jobs and deliver every message that is due. Needs PostgreSQL only."

    def handle(self, *args: Any, **options: Any) -> None:
        planned = plan(clock.now())
        taken = drain()
        left = backlog(clock.now())
        age = left.age_in_seconds(clock.now())
        self.stdout.write(
            f"planned {planned}, taken {taken}, waiting {left.waiting} (oldest {age:.0f} s), parked {left.parked}"
        )
