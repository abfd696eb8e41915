"""Plan regular jobs as rows of the outbox, and write down each run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from amu import clock
from amu.due.models import JobRun
from amu.outbox.selectors import known_keys
from amu.outbox.services import enqueue, note_heartbeat
from amu.periodic import DailyJob, jobs

HEARTBEAT = "plan"


@transaction.atomic
def plan(now: datetime) -> int:
    """Put every job whose time has come into the outbox, once for each day; how many were put there.

    A day on which nothing ran is made up by the next run, not run twice.
    """
    due = {f"{job.name}:{job.latest(now).date()}": job for job in jobs()}
    known = known_keys(due)
    for key, job in due.items():
        if key not in known:
            enqueue(job.name, dedup_key=key, payload={}, now=now)
    note_heartbeat(HEARTBEAT, now=now)
    return len(due) - len(known)


def perform(job: DailyJob, _payload: Mapping[str, Any], key: str) -> None:
    """Run a job and record it, in the transaction that settles its message."""
    now = clock.now()
    JobRun.objects.create(key=key, job=job.name, at=now, rows=job.run(now))


def purge_runs(before: datetime) -> int:
    deleted, _ = JobRun.objects.filter(at__lt=before).delete()
    return deleted
