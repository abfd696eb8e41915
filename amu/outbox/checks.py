"""What the deep health check asks of the outbox. Raises when a person should look."""

from datetime import datetime
from typing import Any

from amu import clock
from amu.outbox.selectors import backlog, last_heartbeat
from amu.web.health import NotWellError

LATE = 900.0  # seconds a message may wait before it is worth a look
SILENT = 60.0  # seconds between two sweeps before the scheduler or the worker is missed


class OutboxLateError(NotWellError):
    """Messages wait too long, or some were given up to a person."""


class SweepSilentError(NotWellError):
    """No sweep lately: the scheduler or the worker is away."""


def messages() -> dict[str, Any]:
    """Figures of the outbox. Raises OutboxLateError."""
    now = clock.now()
    left = backlog(now)
    age = left.age_in_seconds(now)
    figures = {"waiting": left.waiting, "oldest_seconds": round(age), "parked": left.parked}
    if left.parked or age > LATE:
        raise OutboxLateError(figures)
    return figures


def sweep() -> dict[str, Any]:
    """How long ago the sweep ran. Raises SweepSilentError."""
    ago = seconds_since(last_heartbeat("sweep"))
    if ago is None or ago > SILENT:
        raise SweepSilentError({"seconds_ago": ago})
    return {"seconds_ago": ago}


def seconds_since(moment: datetime | None) -> int | None:
    return None if moment is None else round((clock.now() - moment).total_seconds())
