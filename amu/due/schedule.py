"""What the outbox and the record of regular jobs delete by age."""

from datetime import datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from amu.due.services import purge_runs
from amu.outbox.services import purge_done
from amu.periodic import DailyJob, register

# Longer than any message is retried, and than somebody takes to ask what became of one.
MESSAGES_FOR = timedelta(days=180)
RUNS_FOR = timedelta(days=2 * 365)


def purge_messages(now: datetime) -> int:
    return purge_done(now - MESSAGES_FOR)


def purge_job_runs(now: datetime) -> int:
    return purge_runs(now - RUNS_FOR)


register(
    DailyJob("purge.messages", _("Delete old messages that are done"), at=time(4, 10), run=purge_messages)
)
register(DailyJob("purge.job_runs", _("Delete old records of jobs"), at=time(4, 10), run=purge_job_runs))
