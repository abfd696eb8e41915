"""What the deep health check asks. Whether a planned job has run is what the outbox answers for."""

from typing import Any

from amu import clock
from amu.due.services import HEARTBEAT
from amu.outbox.selectors import last_heartbeat

SILENT = 300.0  # seconds without planning before the scheduler or the worker is missed


class PlanningSilentError(Exception):
    """Nobody has planned regular jobs lately."""


def planning() -> dict[str, Any]:
    """How long ago regular jobs were planned. Raises PlanningSilentError."""
    at = last_heartbeat(HEARTBEAT)
    if at is None or (clock.now() - at).total_seconds() > SILENT:
        raise PlanningSilentError
    return {"seconds_ago": round((clock.now() - at).total_seconds())}
