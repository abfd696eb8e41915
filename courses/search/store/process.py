"""The one view of the catalogue in this process, brought up to date with the last commit before each use."""

import threading
from datetime import date

from django.db import connection

from courses.search.store.catalogue import Snapshot, caught_up, read_catalogue
from courses.search.store.view import View, view_of

_lock = threading.Lock()
_current: tuple[View, Snapshot] | None = None


def current_view(today: date) -> View:
    """The catalogue on that day. One query where nothing has changed; one thread catches up, others wait.

    Inside a transaction everything is read and nothing is stored, because it may be rolled back.
    """
    global _current  # noqa: PLW0603 - one per process, replaced whole under the lock
    if connection.in_atomic_block:
        return view_of(read_catalogue()[0], today)
    with _lock:
        _current = _caught_up(_current, today)
        return _current[0]


def forget() -> None:
    """Drop the view, so that everything is read again next time."""
    global _current  # noqa: PLW0603
    with _lock:
        _current = None


def _caught_up(current: tuple[View, Snapshot] | None, today: date) -> tuple[View, Snapshot]:
    if current is None:
        catalogue, seen = read_catalogue()
        return view_of(catalogue, today), seen
    view, seen = current
    catalogue, seen = caught_up(view.catalogue, seen)
    if catalogue is not view.catalogue or today != view.today:
        view = view_of(catalogue, today)
    return view, seen
