"""What a worker is woken for, and what the scheduler asks for every ten seconds."""

from celery import shared_task

from amu import clock
from amu.outbox.services import drain, note_heartbeat


@shared_task(name="outbox.look", ignore_result=True)  # type: ignore[untyped-decorator]
def look() -> None:
    drain()


@shared_task(name="outbox.sweep", ignore_result=True)  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Sent by the scheduler: finds what nobody woke a worker for, and shows that scheduler and worker are alive."""
    note_heartbeat("sweep", now=clock.now())
    drain()
