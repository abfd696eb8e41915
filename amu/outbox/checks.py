"""What the deep health check asks of the outbox. Raises when a person should look."""

from typing import Any

from amu import clock
from amu.outbox.selectors import backlog, last_heartbeat

LATE = 900.0  # seconds a message may wait before it is worth a look
SILENT = 60.0  # seconds between two sweeps before the scheduler or the worker is missed


class OutboxLateError(Exception):
    """Messages wait too long, or some were given up to a person."""


class SweepSilentError(Exception):
    """No sweep lately: the scheduler or the worker is away."""


def messages() -> dict[str, Any]:
    """Figures of the outbox. Raises OutboxLateError."""
    now = clock.now()
    left = backlog(now)
    age = left.age_in_seconds(now)
    if left.parked or age > LATE:
        raise OutboxLateError
    return {"waiting": left.waiting, "oldest_seconds": round(age), "parked": left.parked}


def sweep() -> dict[str, Any]:
    """How long ago the sweep ran. Raises SweepSilentError."""
    at = last_heartbeat("sweep")
    if at is None or (clock.now() - at).total_seconds() > SILENT:
        raise SweepSilentError
    return {"seconds_ago": round((clock.now() - at).total_seconds())}
