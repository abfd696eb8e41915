"""The index and what belongs to it, as read into a process, and how the process catches up with commits.

The table ``courses_searchrow`` is authoritative. Each statement that writes it, or a small table that
searches need whole, leaves a note of what it touched (``courses_searchchange``, written by triggers). Whoever
catches up reads the notes of the transactions it has not seen yet, and the rows of the courses they name.
PostgreSQL itself says which transactions those are, by its snapshots, so one that began early and committed
late is not missed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from django.db import connection

from courses.search.answer import ListedCourse
from courses.search.models import NOTES_FOR
from courses.search.rules.regions import MERGERS, region_bit
from courses.search.store.rows import Numbers, Positions, Rows, read_rows

EVERYDAY_OFFERED = 60
MANY = 500  # changed courses from which it is simpler to read everything

NOW = """pg_current_snapshot()::text, extract(epoch FROM statement_timestamp())::float8,
    (SELECT oid::bigint FROM pg_database WHERE datname = current_database())"""
# A transaction number this cluster has not reached came with a dump of another one, and is ignored.
CHANGES = f"""SELECT {NOW}, coalesce(bool_or(cardinality(h.courses) = 0), false),
    coalesce(array_agg(DISTINCT course) FILTER (WHERE course IS NOT NULL), ARRAY[]::int[])
    FROM courses_searchchange h LEFT JOIN LATERAL unnest(h.courses) AS course ON true
    WHERE h.transaction >= pg_snapshot_xmin(%(seen)s::pg_snapshot)::text::bigint
       AND h.transaction < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
       AND NOT pg_visible_in_snapshot(h.transaction::text::xid8, %(seen)s::pg_snapshot)"""  # noqa: S608
COURSES = """SELECT id, subject_area, coalesce(competence_field_id, ''), gives_certificate,
        number || CASE part WHEN '' THEN '' ELSE '-' || part END, title, title_may_be_cut, duration_days
    FROM courses_course ORDER BY sort_key, part, id"""
COLUMNS = ("area", "fkb", "cert")


@dataclass(frozen=True, slots=True, eq=False)
class CodedColumn:
    """A fact of every course as a number: the position of its value in ``values``."""

    codes: Numbers
    values: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class CourseColumns:
    """All courses by rank, which is the order of their titles."""

    ids: Numbers
    columns: dict[str, CodedColumn]
    listed: tuple[ListedCourse, ...]

    def ranks_of(self, ids: Numbers) -> Numbers:
        """-1 for a course that is not there."""
        return self._positions.of(ids)

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.ids)


@dataclass(frozen=True, slots=True)
class ProviderName:
    pk: int
    key: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """The small tables. ``places`` has latitude and longitude (NaN where unknown) by the id of the place;
    ``towns`` are municipalities by code; ``regions`` are bits by name; ``everyday`` are the first everyday words."""

    providers: tuple[ProviderName, ...]
    places: Mapping[int, tuple[float, float]]
    towns: Mapping[str, str]
    regions: Mapping[str, int]
    fields: Mapping[str, str]
    everyday: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Everything together."""

    rows: Rows
    courses: CourseColumns
    reference: Reference


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What has been read: all that this snapshot of PostgreSQL could see, at this second of its clock.

    ``database`` is the number of the database: a restored one has another.
    """

    snapshot: str
    at: float
    database: int

    @property
    def oldest_running(self) -> int:
        """The oldest transaction that had not ended; never falls in one cluster."""
        return int(self.snapshot.split(":")[0])


def read_catalogue() -> tuple[Catalogue, Snapshot]:
    """Everything there is. Eight queries; the snapshot comes first, so that nothing is missed afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NOW}")
        seen = Snapshot(*cursor.fetchone())
    return Catalogue(read_rows(), read_courses(), read_reference()), seen


def caught_up(old: Catalogue, seen: Snapshot) -> tuple[Catalogue, Snapshot]:
    """The catalogue with what has been committed since; the very same where nothing has.

    One query, and more for what has changed.
    """
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, {"seen": seen.snapshot})
        *now, shared, courses = cursor.fetchone()
    latest = Snapshot(*now)
    if latest.at - seen.at > NOTES_FOR.total_seconds() / 2 or len(courses) > MANY:
        return read_catalogue()
    if latest.database != seen.database or latest.oldest_running < seen.oldest_running:
        return read_catalogue()  # restored from a backup: the notes say nothing of what was read before
    new = old
    if courses:
        new = replace(new, rows=old.rows.renewed(courses, read_rows(courses)))
    if shared:
        new = replace(new, courses=read_courses(), reference=read_reference())
    return new, latest


def read_courses() -> CourseColumns:
    with connection.cursor() as cursor:
        cursor.execute(COURSES)
        rows = cursor.fetchall()
    ids = np.fromiter((row[0] for row in rows), np.int32, len(rows))
    columns = {name: column_of([row[at] for row in rows]) for at, name in enumerate(COLUMNS, start=1)}
    listed = tuple(
        ListedCourse(pk, code, title, is_cut, days, area)
        for pk, area, _, _, code, title, is_cut, days in rows
    )
    return CourseColumns(ids, columns, listed)


def column_of(values: list[str]) -> CodedColumn:
    distinct = tuple(sorted(set(values)))
    number = {value: code for code, value in enumerate(distinct)}
    return CodedColumn(np.fromiter((number[value] for value in values), np.int32, len(values)), distinct)


def read_reference() -> Reference:
    """Five queries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, key, name FROM courses_provider ORDER BY sort_key")
        providers = tuple(ProviderName(*row) for row in cursor.fetchall())
        cursor.execute("SELECT place, latitude, longitude FROM courses_searchplace")
        places = {place: (lat or np.nan, lon or np.nan) for place, lat, lon in cursor.fetchall()}
        cursor.execute("SELECT code, name, region_name, region_code FROM courses_municipality ORDER BY name")
        towns = cursor.fetchall()
        cursor.execute("SELECT number, concat_ws(' ', number, nullif(name, '')) FROM courses_competencefield")
        fields = dict(cursor.fetchall())
        cursor.execute(
            "SELECT term FROM courses_synonym GROUP BY term ORDER BY min(id) LIMIT %s", [EVERYDAY_OFFERED]
        )
        everyday = tuple(term for (term,) in cursor.fetchall())
    regions: dict[str, int] = {}
    for _code, _name, region, number in towns:
        regions[region] = regions.get(region, 0) | region_bit(number)
    for merger in MERGERS:
        if any(number in merger.of for *_others, number in towns):
            regions[merger.name] = regions.get(merger.name, 0) | merger.bit
    return Reference(
        providers=providers,
        places={0: (np.nan, np.nan), **places},
        towns={code: name for code, name, _region, _number in towns},
        regions=dict(sorted(regions.items())),
        fields=fields,
        everyday=everyday,
    )
