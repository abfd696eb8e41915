"""What the deep health check says of the outbox."""

from datetime import timedelta

import pytest
from django.db import transaction

from amu import clock
from amu.outbox import checks
from amu.outbox.enums import MessageState
from amu.outbox.models import Message
from amu.outbox.services import enqueue, note_heartbeat
from amu.outbox.tasks import sweep

pytestmark = pytest.mark.django_db


def waiting_since(age):
    made = clock.now() - age
    with transaction.atomic():
        enqueue("unheard", dedup_key=str(made), payload={}, now=made)


def test_a_short_queue_is_well():
    waiting_since(timedelta(seconds=30))

    assert checks.messages() == {"waiting": 1, "oldest_seconds": 30, "parked": 0}


def test_a_message_that_waits_too_long_is_worth_a_look():
    waiting_since(timedelta(minutes=16))

    with pytest.raises(checks.OutboxLateError):
        checks.messages()


def test_a_parked_message_is_worth_a_look():
    waiting_since(timedelta(seconds=1))
    Message.objects.update(state=MessageState.PARKED, settled_at=clock.now())

    with pytest.raises(checks.OutboxLateError):
        checks.messages()


def test_the_scheduler_is_missed_when_no_sweep_came():
    with pytest.raises(checks.SweepSilentError):
        checks.sweep()


def test_a_sweep_shows_that_scheduler_and_worker_are_alive():
    sweep()

    assert checks.sweep() == {"seconds_ago": 0}


def test_an_old_sweep_is_no_sign_of_life():
    note_heartbeat("sweep", now=clock.now() - timedelta(seconds=61))

    with pytest.raises(checks.SweepSilentError):
        checks.sweep()
