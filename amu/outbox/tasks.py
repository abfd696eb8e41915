"""The doorbell's other end. It may ring twice, late or never; the sweep rings every ten seconds."""

from celery import shared_task

from amu import clock
from amu.outbox.services import drain, note_heartbeat


@shared_task(name="outbox.look", ignore_result=True)  # type: ignore[untyped-decorator]
def look() -> None:
    drain()


@shared_task(name="outbox.sweep", ignore_result=True)  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Sent by the scheduler: finds what no bell rang for, and shows that scheduler and worker are alive."""
    note_heartbeat("sweep", now=clock.now())
    drain()
