"""A worker whose clock jumps by two hours does nothing early, loses nothing, and says so."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction

from amu import clock
from amu.due.models import JobRun
from amu.due.tasks import plan_jobs
from amu.outbox.models import Heartbeat, Message
from amu.outbox.services import enqueue
from amu.outbox.tasks import look, sweep
from appeals.services import in_time
from appeals.services.due import sweep as sweep_of_appeals
from tests.situations import appeal, refused

pytestmark = pytest.mark.django_db
JUMPS = [timedelta(hours=2), timedelta(hours=-2)]


@pytest.fixture
def waiting():
    """A message that is due by every clock there is."""
    now = clock.now()
    with transaction.atomic():
        enqueue("unheard", dedup_key="one", payload={}, now=now - timedelta(days=1))
    return Message.objects.get()


@pytest.mark.parametrize("jump", JUMPS, ids=["ahead", "behind"])
@pytest.mark.parametrize("task", [look, sweep, plan_jobs])
def test_nothing_is_taken_or_planned_while_the_clock_is_off(waiting, caplog, task, jump):
    with time_machine.travel(clock.now() + jump):
        task()

    waiting.refresh_from_db()
    assert (waiting.attempts, waiting.claimed_until) == (0, None)
    assert not JobRun.objects.exists()
    assert not Heartbeat.objects.exists()  # so that the health check misses it
    [said] = [record for record in caplog.records if record.message == "clock_off"]
    assert abs(said.seconds - jump.total_seconds()) < 60


def test_and_it_goes_on_once_the_clock_is_right(waiting):
    sweep()

    waiting.refresh_from_db()
    assert waiting.attempts == 1


@pytest.mark.parametrize("jump", JUMPS, ids=["ahead", "behind"])
def test_no_appeal_is_late_by_the_clock_of_a_worker(jump):
    """Half an hour before midnight on the last day, by the clock of the web process that took it."""
    decision = refused()
    last = decision.appeal_by
    came = datetime(last.year, last.month, last.day, 21, 30, tzinfo=UTC)
    with time_machine.travel(came, tick=False):
        lodged = appeal(decision, at=came)
    with time_machine.travel(came + jump, tick=False):
        sweep_of_appeals(clock.now())
        lodged.refresh_from_db()

        assert in_time(lodged)
        assert lodged.state == "received"
