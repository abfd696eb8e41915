"""The one view of the catalogue that a process holds, never older than the last commit."""

import threading
import time
from datetime import date

from django.db import connection

from courses.search.catalogue import Seen, caught_up, read_catalogue
from courses.search.view import View, view_of

# With more rows than a country has, catching up is allowed this share of the time, and changes wait a moment.
VERY_MANY = 1_000_000
SHARE = 0.1


class Keeper:
    """Threads share it; one of them catches up, the others wait for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[View, Seen] | None = None
        self._not_before = 0.0

    def view(self, today: date) -> View:
        """The catalogue on that day. One query where nothing has changed.

        Inside a transaction everything is read and nothing kept: it may be undone.
        """
        if connection.in_atomic_block:
            return view_of(read_catalogue()[0], today)
        with self._lock:
            if self._kept is None or self._kept[0].today != today or time.monotonic() >= self._not_before:
                began = time.monotonic()
                self._kept = _caught_up(self._kept, today)
                ended = time.monotonic()
                is_large = len(self._kept[0].run) > VERY_MANY
                self._not_before = ended + (ended - began) / SHARE if is_large else 0.0
            return self._kept[0]

    def forget(self) -> None:
        """Read everything anew next time."""
        with self._lock:
            self._kept, self._not_before = None, 0.0


def _caught_up(kept: tuple[View, Seen] | None, today: date) -> tuple[View, Seen]:
    if kept is None:
        catalogue, seen = read_catalogue()
        return view_of(catalogue, today), seen
    view, seen = kept
    catalogue, seen = caught_up(view.catalogue, seen)
    if catalogue is not view.catalogue or today != view.today:
        view = view_of(catalogue, today)
    return view, seen


KEEPER = Keeper()
