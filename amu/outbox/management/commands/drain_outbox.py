"""Deliver what is due without any broker: from cron, or by hand when Redis is gone."""

from typing import Any

from django.core.management.base import BaseCommand

from amu import clock
from amu.outbox.selectors import backlog
from amu.outbox.services import drain


class Command(BaseCommand):
    help = "Deliver every message that is due. Needs PostgreSQL only."

    def handle(self, *args: Any, **options: Any) -> None:
        taken = drain()
        left = backlog()
        age = left.age_in_seconds(clock.now())
        self.stdout.write(f"taken {taken}, waiting {left.waiting} (oldest {age:.0f} s), parked {left.parked}")
