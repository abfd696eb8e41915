"""What is searched, as it is read into a process: rows, courses, and what all searches share.

``courses_searchrow`` is the truth. Each statement that writes it leaves a note of what it touched
(``courses.search.changes``). Whoever catches up reads the notes of the transactions it has not seen
yet, and the rows of the courses they name. PostgreSQL itself says which transactions those are, by
its snapshots, so one that began early and committed late is not missed.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

import numpy as np
from django.db import connection

from courses.search.reference import Reference, read_reference
from courses.search.rows import Numbers, Places, Rows, read_rows

LONGEST_AWAY = 12 * 3600  # seconds; half as long as changes are kept
MANY = 500  # changed courses from which it is simpler to read everything

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


@dataclass(frozen=True, eq=False)
class Courses:
    """All courses by rank, which is the order of their titles."""

    ids: Numbers
    columns: dict[str, Column]
    listed: tuple[ListedCourse, ...]

    def ranks_of(self, ids: Numbers) -> Numbers:
        """-1 for a course that is not there."""
        return self._places.of(ids)

    @cached_property
    def _places(self) -> Places:
        return Places(self.ids)


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Everything together."""

    rows: Rows
    courses: Courses
    reference: Reference


@dataclass(frozen=True, slots=True)
class Seen:
    """What has been read: all that this snapshot of PostgreSQL could see, at this second of its clock."""

    snapshot: str
    at: float


def read_catalogue() -> tuple[Catalogue, Seen]:
    """Everything there is. Twelve queries; the snapshot comes first, so that nothing is missed afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NOW}")
        seen = Seen(*cursor.fetchone())
    return Catalogue(read_rows(), read_courses(), read_reference()), seen


def caught_up(old: Catalogue, seen: Seen) -> tuple[Catalogue, Seen]:
    """The catalogue with what has been committed since; the very same where nothing has.

    One query, and more for what has changed.
    """
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, {"seen": seen.snapshot})
        snapshot, at, shared, courses = cursor.fetchone()
    if at - seen.at > LONGEST_AWAY or len(courses) > MANY:
        return read_catalogue()
    new = old
    if courses:
        new = replace(new, rows=old.rows.renewed(courses, read_rows(courses)))
    if shared:
        new = replace(new, courses=read_courses(), reference=read_reference())
    return new, Seen(snapshot, at)


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
