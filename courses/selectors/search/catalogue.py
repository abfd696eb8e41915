"""What is searched, as this process knows it: all of it in memory, and never older than the last commit.

``courses_searchrow`` is the truth. Each statement that writes it leaves a note of what it touched
(``courses.models.changes``); before every search this module reads the notes of the transactions it
has not seen yet, and the rows of the courses they name. PostgreSQL itself says which transactions
those are, by its snapshots, so one that began early and committed late is not missed.
"""

import threading
import time
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from django.db import connection

from courses.selectors.search.reference import Reference, read_reference
from courses.selectors.search.rows import Numbers, Rows, places_among, read_rows

LONGEST_AWAY = 12 * 3600  # seconds; half as long as changes are kept
MANY = 500  # changed courses from which it is simpler to read everything
# Catching up may take this share of the time at most: with very many classes, changes wait a moment.
SHARE = 0.05

NOW = "pg_current_snapshot()::text, extract(epoch FROM statement_timestamp())::float8"
CHANGES = f"""SELECT {NOW}, coalesce(bool_or(cardinality(h.courses) = 0), false),
    coalesce(array_agg(DISTINCT course) FILTER (WHERE course IS NOT NULL), ARRAY[]::int[])
    FROM courses_searchchange h LEFT JOIN LATERAL unnest(h.courses) AS course ON true
    WHERE h.transaction >= pg_snapshot_xmin(%(seen)s::pg_snapshot)::text::bigint
       AND NOT pg_visible_in_snapshot(h.transaction::text::xid8, %(seen)s::pg_snapshot)"""  # noqa: S608
FACTS = """SELECT id, subject_area, coalesce(competence_field_id, ''), gives_certificate,
        number || CASE part WHEN '' THEN '' ELSE '-' || part END, title, title_may_be_cut, duration_days
    FROM courses_course ORDER BY sort_key, part, id"""
COLUMNS = ("area", "fkb", "cert")


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A fact of every course as a number: the place of its value in ``values``."""

    codes: Numbers
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedCourse:
    """A course as a list shows it. ``code`` is as people write it: 47592, or 49041-B."""

    pk: int
    code: str
    title: str
    title_may_be_cut: bool
    duration_days: Decimal | None
    subject_area: str


@dataclass(frozen=True, slots=True, eq=False)
class Courses:
    """All courses by rank, which is the order of their titles."""

    ids: Numbers
    columns: dict[str, Column]
    listed: tuple[ListedCourse, ...]

    def ranks_of(self, ids: Numbers) -> Numbers:
        """-1 for a course that is not there."""
        return places_among(self.ids.tolist(), ids)


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Everything together, and the snapshot of PostgreSQL it is at least as new as."""

    rows: Rows
    courses: Courses
    reference: Reference
    snapshot: str
    at: float

    def is_like(self, other: "Catalogue") -> bool:
        """Whether nothing has changed between them."""
        mine, others = ((each.rows, each.courses, each.reference) for each in (self, other))
        return all(one is another for one, another in zip(mine, others, strict=True))


class Keeper:
    """The catalogue of this process. Threads share it; one of them catches up, the others wait for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: Catalogue | None = None
        self._not_before = 0.0

    def current(self) -> Catalogue:
        """As of the last commit, or with very many classes a moment older. One query where nothing has changed.

        Inside a transaction everything is read and nothing kept: it may be undone.
        """
        if connection.in_atomic_block:
            return read_catalogue()
        with self._lock:
            if self._kept is None or time.monotonic() >= self._not_before:
                began = time.monotonic()
                self._kept = read_catalogue() if self._kept is None else caught_up(self._kept)
                ended = time.monotonic()
                self._not_before = ended + (ended - began) * (1 / SHARE - 1) if ended - began > 0.05 else 0.0
            return self._kept

    def forget(self) -> None:
        """Read everything anew next time."""
        with self._lock:
            self._kept, self._not_before = None, 0.0


KEEPER = Keeper()


def read_catalogue() -> Catalogue:
    """Everything there is. Twelve queries; the snapshot comes first, so that nothing is missed afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NOW}")
        snapshot, at = cursor.fetchone()
    return Catalogue(read_rows(), read_courses(), read_reference(), snapshot, at)


def caught_up(old: Catalogue) -> Catalogue:
    """The catalogue with what has been committed since. One query, and more for what has changed."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, {"seen": old.snapshot})
        snapshot, at, reference_changed, changed = cursor.fetchone()
    if at - old.at > LONGEST_AWAY or len(changed) > MANY:
        return read_catalogue()
    return Catalogue(
        rows=old.rows.renewed(changed, read_rows(changed)) if changed else old.rows,
        courses=read_courses() if changed else old.courses,
        reference=read_reference() if reference_changed else old.reference,
        snapshot=snapshot,
        at=at,
    )


def read_courses() -> Courses:
    with connection.cursor() as cursor:
        cursor.execute(FACTS)
        rows = cursor.fetchall()
    ids = np.fromiter((row[0] for row in rows), np.int32, len(rows))
    columns = {name: column_of([row[at] for row in rows]) for at, name in enumerate(COLUMNS, start=1)}
    listed = tuple(
        ListedCourse(pk, code, title, is_cut, days, area)
        for pk, area, _, _, code, title, is_cut, days in rows
    )
    return Courses(ids, columns, listed)


def column_of(values: list[str]) -> Column:
    distinct = tuple(sorted(set(values)))
    number = {value: code for code, value in enumerate(distinct)}
    return Column(np.fromiter((number[value] for value in values), np.int32, len(values)), distinct)
