"""The doorbell's other end. It may ring twice, late or never; the sweep rings every ten seconds."""

from celery import shared_task

from amu.outbox.services import drain


@shared_task(name="outbox.look", ignore_result=True)  # type: ignore[untyped-decorator]
def look() -> None:
    drain()
