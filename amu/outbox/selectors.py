"""How the outbox is doing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Min, Q

from amu.outbox.enums import MessageState
from amu.outbox.models import Heartbeat, Message


@dataclass(frozen=True, slots=True)
class Backlog:
    """Messages whose time has come, when the oldest of them was planned for, and how many a person must look at."""

    waiting: int
    oldest: datetime | None
    parked: int

    def age_in_seconds(self, now: datetime) -> float:
        return (now - self.oldest).total_seconds() if self.oldest else 0.0


def backlog(now: datetime) -> Backlog:
    late = Q(state=MessageState.WAITING, planned_at__lte=now)
    figures = Message.objects.exclude(state=MessageState.DONE).aggregate(
        waiting=Count("pk", filter=late),
        oldest=Min("planned_at", filter=late),
        parked=Count("pk", filter=Q(state=MessageState.PARKED)),
    )
    return Backlog(**figures)


def known_keys(keys: Iterable[str]) -> frozenset[str]:
    """Those of the keys under which there is a message, done or not."""
    return frozenset(Message.objects.filter(dedup_key__in=list(keys)).values_list("dedup_key", flat=True))


def clock_error(now: datetime) -> timedelta:
    """How far the clock of this process is ahead of the database's, which all processes share."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return now - moment


def last_heartbeat(name: str) -> datetime | None:
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
