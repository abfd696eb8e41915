"""A commit wakes a worker, and whatever the broker does, nobody waits for it."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest
from celery import Celery
from django.conf import settings as configured
from django.db import transaction

from amu.outbox import services, wake
from tests.situations import NOW

pytestmark = pytest.mark.django_db(transaction=True)
A_MOMENT = 1.0  # second: what a person may lose to a broker, at the very most


@pytest.fixture(autouse=True)
def _awake(settings, monkeypatch):
    """No pause from an earlier failure; threads of this test end before the next."""
    settings.OUTBOX_WAKE = True
    monkeypatch.setattr(wake, "_paused_until", 0.0)
    yield
    for thread in publishing():
        thread.join(timeout=10)


@pytest.fixture
def broker_at(monkeypatch):
    """Publish to this address, with the connection settings of production."""

    def use(address):
        app = Celery("test", broker=address, set_as_current=False)
        if address.startswith("redis"):
            app.conf.broker_transport_options = configured.CELERY_BROKER_TRANSPORT_OPTIONS
        monkeypatch.setattr(wake, "current_app", app)
        return app

    return use


def publishing():
    return [thread for thread in threading.enumerate() if thread.name == "outbox-wake"]


def commit_a_message(key="one"):
    """How long the caller was held up."""
    began = time.monotonic()
    with transaction.atomic():
        services.enqueue("test.delivery", dedup_key=key, payload={}, now=NOW)
    return time.monotonic() - began


def arrived(app):
    """Which tasks have arrived at the broker; waits until they have been published."""
    for thread in publishing():
        thread.join(timeout=10)
    tasks = []
    with app.connection_for_read() as connection:
        queue = connection.SimpleQueue("celery")
        while queue.qsize():
            message = queue.get(block=False)
            tasks.append(message.headers["task"])
            message.ack()
    return tasks


@contextmanager
def frozen_server():
    """It takes every connection and never says a word. Gives its port and who has called."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer_nobody():
            while True:
                try:
                    calls.append(server.accept()[0])
                except OSError:
                    return

        thread = threading.Thread(target=answer_nobody)
        thread.start()
        try:
            yield server.getsockname()[1], calls
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join(timeout=5)
            for call in calls:
                call.close()


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_a_commit_wakes_once_however_many_messages_it_wrote(broker_at):
    app = broker_at("memory://once")
    with transaction.atomic():
        for n in range(5):
            services.enqueue("test.delivery", dedup_key=str(n), payload={}, now=NOW)

    assert arrived(app) == ["outbox.look"]


def test_nothing_is_woken_before_the_commit_or_after_a_rollback(broker_at):
    app = broker_at("memory://rollback")
    with transaction.atomic():
        services.enqueue("test.delivery", dedup_key="one", payload={}, now=NOW)
        assert publishing() == []
        transaction.set_rollback(True)

    assert arrived(app) == []


def test_a_broker_that_is_down_holds_up_nobody(broker_at):
    broker_at(f"redis://127.0.0.1:{closed_port()}/0")

    assert commit_a_message() < A_MOMENT


def test_a_frozen_broker_holds_up_nobody(broker_at):
    with frozen_server() as (port, calls):
        broker_at(f"redis://127.0.0.1:{port}/0")

        waits = [commit_a_message(str(n)) for n in range(10)]

        for thread in publishing():
            thread.join(timeout=10)
    assert max(waits) < A_MOMENT
    assert 1 <= len(calls) <= 4  # and never more threads than four stand at the connection


def test_a_broker_that_did_not_answer_is_left_in_peace_for_a_while(broker_at):
    broker_at(f"redis://127.0.0.1:{closed_port()}/0")
    commit_a_message("first")
    for thread in publishing():
        thread.join(timeout=10)

    app = broker_at("memory://peace")
    commit_a_message("second")

    assert arrived(app) == []


def test_it_publishes_again_later(broker_at, monkeypatch):
    monkeypatch.setattr(wake, "PAUSE_AFTER_FAILURE", 0.2)
    broker_at(f"redis://127.0.0.1:{closed_port()}/0")
    commit_a_message("first")
    for thread in publishing():
        thread.join(timeout=10)
    time.sleep(0.3)

    app = broker_at("memory://later")
    commit_a_message("second")

    assert arrived(app) == ["outbox.look"]


def test_the_silence_is_written_in_the_log_without_the_address(broker_at, caplog):
    broker_at(f"redis://:hemmelig@127.0.0.1:{closed_port()}/0")
    commit_a_message()
    for thread in publishing():
        thread.join(timeout=10)

    (record,) = [record for record in caplog.records if record.name == "amu.outbox.wake"]
    assert record.getMessage() == "outbox_wake_failed"
    assert "hemmelig" not in str(record.__dict__)
