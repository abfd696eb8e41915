"""How the outbox is doing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from amu.outbox.enums import MessageState
from amu.outbox.models import Heartbeat, Message


@dataclass(frozen=True, slots=True)
class Backlog:
    """Messages still waiting, the oldest one's creation, and how many a person must look at."""

    waiting: int
    oldest: datetime | None
    parked: int

    def age_in_seconds(self, now: datetime) -> float:
        return (now - self.oldest).total_seconds() if self.oldest else 0.0


def backlog() -> Backlog:
    figures = Message.objects.exclude(state=MessageState.DONE).aggregate(
        waiting=Count("pk", filter=Q(state=MessageState.WAITING)),
        oldest=Min("created_at", filter=Q(state=MessageState.WAITING)),
        parked=Count("pk", filter=Q(state=MessageState.PARKED)),
    )
    return Backlog(**figures)


def last_heartbeat(name: str) -> datetime | None:
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
