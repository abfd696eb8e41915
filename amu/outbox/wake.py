"""Wake a worker now instead of within seconds. Never in the way of a request."""

import logging
import threading
import time

from celery import current_app
from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)

PAUSE_AFTER_FAILURE = 15.0  # seconds without publishing after the broker did not answer
_paused_until = 0.0
_publishing = threading.Semaphore(4)


def wake_after_commit() -> None:
    """Wake a worker once this transaction is committed, at most once for each transaction."""
    connection = transaction.get_connection()
    if any(wake is callback for _, callback, *_ in connection.run_on_commit):
        return
    transaction.on_commit(wake, robust=True)


def wake() -> None:
    """Publish from a side thread: a broker that hangs may block that thread, never the person's request."""
    if not settings.OUTBOX_WAKE or time.monotonic() < _paused_until:
        return
    if not _publishing.acquire(blocking=False):
        return
    threading.Thread(target=_publish, name="outbox-wake", daemon=True).start()


def _publish() -> None:
    global _paused_until  # noqa: PLW0603 - one pause for the whole process
    try:
        current_app.send_task("outbox.look", retry=False, expires=30, ignore_result=True)
    except Exception as error:  # noqa: BLE001 - the sweep finds the row; only the log needs to know
        _paused_until = time.monotonic() + PAUSE_AFTER_FAILURE
        logger.warning("outbox_wake_failed", extra={"error": type(error).__name__})
    finally:
        _publishing.release()
