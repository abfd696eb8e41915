"""Wake a worker now instead of within seconds. Never in the way of a request."""

import logging
import threading
import time

from celery import current_app
from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)

SILENT_FOR = 15.0  # seconds without ringing after the broker did not answer
_quiet_until = 0.0
_ringing = threading.Semaphore(4)


def ring_after_commit() -> None:
    """Ring once this transaction is committed, at most once for each transaction."""
    connection = transaction.get_connection()
    if any(ring is callback for _, callback, *_ in connection.run_on_commit):
        return
    transaction.on_commit(ring, robust=True)


def ring() -> None:
    """Publish from a side thread: a frozen broker may hold that thread, never the person's request."""
    if not settings.OUTBOX_DOORBELL or time.monotonic() < _quiet_until:
        return
    if not _ringing.acquire(blocking=False):
        return
    threading.Thread(target=_publish, name="outbox-bell", daemon=True).start()


def _publish() -> None:
    global _quiet_until  # noqa: PLW0603 - one process, one bell
    try:
        current_app.send_task("outbox.look", retry=False, expires=30, ignore_result=True)
    except Exception as error:  # noqa: BLE001 - the sweep finds the row; only the log needs to know
        _quiet_until = time.monotonic() + SILENT_FOR
        logger.warning("outbox_bell_unheard", extra={"error": type(error).__name__})
    finally:
        _ringing.release()
