"""What happens again every day. Each app names its jobs in its ``schedule.py``; ``amu.due`` runs them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ImproperlyConfigured
from django_stubs_ext import StrOrPromise

from amu.clock import COPENHAGEN


@dataclass(frozen=True, slots=True)
class DailyJob:
    """Something to do once a day, from ``at`` on a Danish clock.

    ``run`` takes the moment and gives how many rows it changed or deleted, which is stored as the record of the
    run. It runs in one transaction and may be run again after a failure. ``title`` is what operators read.
    ``preview`` says in lines, ids only, what it would do on a day, without doing it.
    """

    name: str
    title: StrOrPromise
    at: time
    run: Callable[[datetime], int]
    preview: Callable[[date], Iterable[str]] | None = None

    def latest(self, now: datetime) -> datetime:
        """When it was last due, at or before ``now``."""
        local = now.astimezone(COPENHAGEN)
        today = datetime.combine(local.date(), self.at, COPENHAGEN)
        return (
            today
            if today <= local
            else datetime.combine(local.date() - timedelta(days=1), self.at, COPENHAGEN)
        )


_jobs: dict[str, DailyJob] = {}


def register(job: DailyJob) -> None:
    """Raises ImproperlyConfigured, so that Django does not start, when two jobs have one name."""
    if _jobs.get(job.name, job) is not job:
        raise ImproperlyConfigured(f"{job.name} is the name of two jobs")
    _jobs[job.name] = job


def jobs() -> tuple[DailyJob, ...]:
    return tuple(_jobs.values())
