"""What the scheduler asks for every minute."""

from celery import shared_task

from amu import clock
from amu.due.services import plan
from amu.outbox.tasks import has_the_right_time


@shared_task(name="due.plan", ignore_result=True)  # type: ignore[untyped-decorator]
def plan_jobs() -> None:
    if has_the_right_time():
        plan(clock.now())
