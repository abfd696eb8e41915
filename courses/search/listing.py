"""Lists of classes: which there are and in what order the view knows; what is said of each is read at this moment."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from courses.search.fails import kilometres_to
from courses.search.places import Point
from courses.search.rules.bits import Bit
from courses.search.view import View

FAR = 10_000  # kilometres, for what has no place
LISTED = """SELECT r.id, r.xmin::text, r.booking_code, r.title, r.starts_on, r.ends_on, r.hours, r.form, r.status,
        coalesce(r.enrol_by, r.starts_on) < %s, r.capacity, r.capacity - r.seats_elsewhere - r.seats_taken,
        r.waiting, r.is_demo, r.changed_at, p.name, p.website,
        coalesce(l.street, ''), coalesce(l.postal_code, ''), coalesce(l.city, '')
    FROM courses_courserun r JOIN courses_provider p ON p.id = r.provider_id
    LEFT JOIN courses_location l ON l.id = r.location_id
    WHERE r.id = ANY(%s) AND r.status <> 'draft'"""


@dataclass(frozen=True, slots=True)
class ListedRun:
    """A class as a list shows it, with the seats left at this moment.

    ``is_closed``: its last day to apply has passed. Street, postal code and city are empty where no
    place is stated. ``row_version`` is PostgreSQL's mark of the row's last write.
    """

    pk: int
    row_version: str
    booking_code: str
    title: str
    starts_on: date
    ends_on: date
    hours: str
    form: str
    status: str
    is_closed: bool
    capacity: int
    seats_left: int
    waiting: int
    is_demo: bool
    changed_at: datetime | None
    provider: str
    website: str
    street: str
    postal_code: str
    city: str


@dataclass(frozen=True, slots=True)
class RunNearby:
    """A class in a list. ``km`` None: its place is not known, or nobody asked from where."""

    run: ListedRun
    km: int | None = None


def listed_runs(ids: Sequence[int], today: date) -> list[ListedRun]:
    """The runs with these ids, in this order; one that is gone is left out. One query, none for none."""
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(LISTED, [today, list(ids)])
        found = {row[0]: ListedRun(*row) for row in cursor.fetchall()}
    return [found[pk] for pk in ids if pk in found]


def next_runs(view: View, course_ids: Collection[int], *, but: int = 0, only_open: bool = False) -> list[int]:
    """The ids of the courses' coming runs, soonest first, without ``but``."""
    rows = _runs_of(view, course_ids)
    rows = rows[view.run[rows] != but]
    if only_open:
        rows = rows[(view.bits[rows] & Bit.OPEN) > 0]
    return _in_order(view, rows)


def runs_at(view: View, provider_id: int) -> list[int]:
    """The ids of a provider's coming runs, soonest first."""
    place = next((at for at, school in enumerate(view.schools) if school and school.pk == provider_id), None)
    rows = (
        np.flatnonzero((view.school == place) & (view.run > 0)) if place is not None else np.zeros(0, np.intp)
    )
    return _in_order(view, rows)


def nearest_runs(view: View, course_id: int, here: Point) -> list[tuple[int, int | None]]:
    """The ids of the course's coming runs with the kilometres to each: nearest first, then soonest.

    Those whose own place is not stated come last, without kilometres.
    """
    rows = _runs_of(view, [course_id])
    is_stated = np.array([spot.pk > 0 for spot in view.spots], np.bool_)
    away = np.where(is_stated, np.minimum(kilometres_to(view, here).round(), FAR), FAR)[view.spot[rows]]
    order = np.lexsort((view.run[rows], view.day[rows], away))
    pairs = zip(view.run[rows][order].tolist(), away[order].tolist(), strict=True)
    return [(pk, int(km) if km < FAR else None) for pk, km in pairs]


def _runs_of(view: View, course_ids: Collection[int]) -> NDArray[np.intp]:
    ranks = view.courses.ranks_of(np.array(list(course_ids), np.int32))
    rows = view.rows_of(ranks[ranks >= 0])
    return rows[view.run[rows] > 0]


def _in_order(view: View, rows: NDArray[Any]) -> list[int]:
    runs, first = np.unique(view.run[rows], return_index=True)
    order = np.lexsort((runs, view.day[rows][first]))
    found: list[int] = runs[order].tolist()
    return found
