"""What the deep health check asks. Whether a planned job has run is what the outbox answers for."""

from typing import Any

from amu.due.services import HEARTBEAT
from amu.outbox.checks import seconds_since
from amu.outbox.selectors import last_heartbeat
from amu.web.health import NotWellError

SILENT = 300.0  # seconds without planning before the scheduler or the worker is missed


class PlanningSilentError(NotWellError):
    """Nobody has planned regular jobs lately."""


def planning() -> dict[str, Any]:
    """How long ago regular jobs were planned. Raises PlanningSilentError."""
    ago = seconds_since(last_heartbeat(HEARTBEAT))
    if ago is None or ago > SILENT:
        raise PlanningSilentError({"seconds_ago": ago})
    return {"seconds_ago": ago}
