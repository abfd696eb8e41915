"""Several workers empty the outbox together: each message goes out once."""

import threading

import pytest
from django.db import transaction

from amu.outbox import registry, services
from amu.outbox.models import Message
from tests.races.threads import at_once
from tests.situations import NOW

pytestmark = pytest.mark.django_db(transaction=True)
KIND = "test.delivery"


@pytest.fixture
def delivered(monkeypatch):
    """The keys of what was delivered, as often as it was."""
    keys = []
    monkeypatch.setitem(registry._handlers, KIND, lambda _payload, key: keys.append(key))
    return keys


def enqueue(count):
    keys = [f"m{n:03d}" for n in range(count)]
    with transaction.atomic():
        for key in keys:
            services.enqueue(KIND, dedup_key=key, payload={}, now=NOW)
    return keys


def test_four_workers_deliver_a_hundred_messages_once_each(delivered):
    keys = enqueue(100)

    taken = at_once(*[lambda: services.drain(now=NOW)] * 4)

    assert sum(taken) == 100
    assert sorted(delivered) == keys
    assert set(Message.objects.values_list("state", "attempts")) == {("done", 1)}


def test_a_worker_passes_over_what_another_is_claiming(delivered):
    """One transaction holds the first twenty rows; a drain meanwhile waits for nobody."""
    keys = enqueue(25)
    held = Message.objects.filter(dedup_key__lt="m020")

    with transaction.atomic():
        list(held.select_for_update(no_key=True))
        (taken,) = at_once(lambda: services.drain(now=NOW))

    assert taken == 5
    assert delivered == keys[20:]


def test_control_without_row_locks_and_lease_messages_go_out_twice(delivered, monkeypatch):
    keys = enqueue(5)
    both_have_read = threading.Barrier(2)

    def claim_without_guard(now):
        due = list(Message.objects.filter(state="waiting", due_at__lte=now))
        both_have_read.wait(timeout=5)
        return due

    monkeypatch.setattr(services, "_claim", claim_without_guard)
    # Settling notices a taken-over lease by the count of tries, which this control leaves out as well.
    monkeypatch.setattr(
        services, "_settle", lambda message, state, now: Message.objects.update(state=state, settled_at=now)
    )

    at_once(*[lambda: services.drain(now=NOW)] * 2)

    assert sorted(delivered) == sorted(keys * 2)
