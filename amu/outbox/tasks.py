"""What a worker is woken for, and what the scheduler asks for every ten seconds."""

import logging
from datetime import timedelta

from celery import shared_task

from amu import clock
from amu.outbox.selectors import clock_error
from amu.outbox.services import drain, note_heartbeat

logger = logging.getLogger(__name__)
MOST_OFF = timedelta(minutes=1)


@shared_task(name="outbox.look", ignore_result=True)  # type: ignore[untyped-decorator]
def look() -> None:
    if has_the_right_time():
        drain()


@shared_task(name="outbox.sweep", ignore_result=True)  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Sent by the scheduler: finds what nobody woke a worker for, and shows that scheduler and worker are alive."""
    if has_the_right_time():
        note_heartbeat("sweep", now=clock.now())
        drain()


def has_the_right_time() -> bool:
    """Whether this process agrees with the database on the time.

    One that is ahead would remind and forward before the day, and take over what others are at work on. It does nothing
    until its clock is right again: the messages wait, and the health check misses the sweep.
    """
    off = clock_error(clock.now())
    if abs(off) <= MOST_OFF:
        return True
    logger.error("clock_off", extra={"seconds": round(off.total_seconds())})
    return False
