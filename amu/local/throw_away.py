"""A PostgreSQL for tests and checks: fast, not durable, and stopped by the last process that used it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from amu.local.places import Places
from amu.local.postgres import Postgres


@contextmanager
def throw_away(places: Places) -> Iterator[str]:
    """The owner's address of the server. Several test runs may share it, each with a database of its own."""
    server = Postgres(places, durable=False)
    places.var.mkdir(parents=True, exist_ok=True)
    with (places.var / "users").open("w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            server.ensure()
            yield places.owner_url
        finally:
            if _is_last(users.fileno()):
                server.stop()


def _is_last(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
