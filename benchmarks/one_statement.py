"""One SQL statement for a search: the page's courses, their number, and the count of every choice.

A row that fails no filter is a hit and counts in every choice. One that fails exactly one filter counts among
that filter's own choices alone, for it would be a hit if that choice were made. So each row carries the filters
it fails as bits of ``fails``, rows that fail two or more are left out, and one pass serves all filters. Courses,
not rows, are counted. What is dear is grouping; the rows are grouped once by course and school, in the order of
an index, and everything else is counted from those groups.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from courses.schools.places import Origin, kilometres_sql
from courses.search.answer import PAGE_SIZE
from courses.search.query import ANY_DISTANCE, RADII, Query
from courses.search.rules.bits import BITS, FIRST_REGION_BIT, FIRST_REGION_CODE, Bit
from courses.search.text import Understood, condition_of, score_of

FAR = 10_000  # kilometres, for what has no place
COLUMNS = {
    "area": "c.subject_area",
    "fkb": "coalesce(c.competence_field_id, '')",
    "cert": "c.gives_certificate",
}
REGION_BITS = f"""(SELECT region_name AS region, bit_or(1::bigint << {FIRST_REGION_BIT}
        + (region_code::int - {FIRST_REGION_CODE})) AS bit FROM courses_municipality GROUP BY region_name)"""
FILTERS = ("area", "fkb", "cert", "provider", "municipality", "region", *BITS, "when", "km")


@dataclass(frozen=True, slots=True)
class Statement:
    sql: str
    params: dict[str, Any]


@dataclass(slots=True)
class Builder:
    """Collects the parts of the two statements of one search."""

    query: Query
    understood: Understood
    origin: Origin | None
    today: date
    params: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.params["today"] = self.today
        if self.origin:
            self.params["lat"], self.params["lon"] = self.origin.point

    @property
    def active(self) -> list[str]:
        """The filters in use."""
        return [name for name in FILTERS if self._fails(name)]

    def bit(self, name: str) -> int:
        return 1 << FILTERS.index(name)

    def within(self, name: str) -> str:
        """Rows that count among the choices of the filter: hits, and those that fail it alone."""
        return f"fails IN (0, {self.bit(name)})" if name in self.active else "fails = 0"

    def rows(self, *, among: str = "") -> str:
        """The rows that fail at most one filter, each with what the counts and the order ask of it."""
        fails = " | ".join(
            f"CASE WHEN {self._fails(name)} THEN {self.bit(name)} ELSE 0 END" for name in self.active
        )
        km = "n.km" if self.origin else "0::float8"
        return f"""SELECT * FROM (
            SELECT r.course_id, r.run_id, r.provider_id, r.town, r.starts_on, ({fails or "0"}) AS fails,
                r.bits | CASE WHEN r.run_id IS NOT NULL AND r.enrol_by >= %(today)s THEN {Bit.OPEN:d}
                    ELSE 0 END AS bits, {km} AS km
            FROM courses_searchrow r {self._joined()} WHERE r.starts_on >= %(today)s {among}
            ) weighed {"WHERE fails & (fails - 1) = 0" if self.active else ""}"""

    def _joined(self) -> str:
        parts = []
        if self.understood.terms:
            parts.append("JOIN found ON found.course_id = r.course_id")
        if any(self.query.values(name) for name in COLUMNS):
            parts.append("JOIN courses_course c ON c.id = r.course_id")
        if self.origin:
            parts.append("LEFT JOIN near n ON n.place = r.place")
        return " ".join(parts)

    def _fails(self, name: str) -> str:
        """When a row fails the filter, or nothing for a filter that is not in use."""
        values: list[str] = list(self.query.values(name))
        match name:
            case "when":
                return self._fails_dates()
            case "km":
                radius = self.query.radius() if self.origin else ANY_DISTANCE
                return f"(n.km <= {radius}) IS NOT TRUE" if radius else ""
            case _ if name in BITS:
                mask = self._mask(name, values)
                return f"r.bits & {mask} = 0" if mask and name != "open" else self._fails_open(mask)
        if not values:
            return ""
        self.params[name] = values
        match name:
            case "provider":
                wanted = "SELECT id FROM courses_provider WHERE key = ANY(%(provider)s)"
                return f"r.provider_id NOT IN ({wanted})"
            case "municipality":
                self.params[name] = [int(code) for code in values]
                return "r.town <> ALL(%(municipality)s)"
            case "region":
                regions = f"SELECT bit_or(bit) FROM {REGION_BITS} x WHERE region = ANY(%(region)s)"
                return f"r.bits & ({regions}) = 0"
        return f"{COLUMNS[name]} <> ALL(%({name})s)"

    def _mask(self, name: str, values: Sequence[str]) -> int:
        chosen = values or (["1"] if name in self.query.flags else [])
        return sum(int(BITS[name][value]) for value in chosen)

    @staticmethod
    def _fails_open(mask: int) -> str:
        return "(r.run_id IS NOT NULL AND r.enrol_by >= %(today)s) IS NOT TRUE" if mask else ""

    def _fails_dates(self) -> str:
        """What has no date fails whatever dates are asked for."""
        if not (self.query.starts_from or self.query.starts_to):
            return ""
        self.params["starts_from"] = self.query.starts_from or date.min
        self.params["starts_to"] = self.query.starts_to or date(9999, 12, 30)
        return "(r.run_id IS NOT NULL AND r.starts_on BETWEEN %(starts_from)s AND %(starts_to)s) IS NOT TRUE"

    def sources(self) -> Iterator[str]:
        """The courses whose words fit, and how far away each place is, where these were asked for."""
        if terms := self.understood.terms:
            condition, asked = condition_of(terms, loose=self.understood.loose)
            score, scored = score_of(terms)
            self.params |= asked | scored
            yield f"""found AS (SELECT t.course_id, {score} AS score
                FROM courses_coursetext t WHERE {condition})"""
        if self.origin:
            yield f"""near AS MATERIALIZED (SELECT place, {kilometres_sql("latitude", "longitude")} AS km
                FROM courses_searchplace)"""


def counting(query: Query, understood: Understood, origin: Origin | None, today: date) -> Statement:
    """One row of JSON: ``total``, ``page`` (course ids in order), ``counts``, ``labels`` and ``wider``."""
    built = Builder(query, understood, origin, today)
    # Nearest run that is open, else nearest run, else nearest school.
    later = f"""CASE WHEN bits & {Bit.OPEN:d} <> 0 THEN 0 WHEN run_id IS NOT NULL THEN {2 * FAR}
        ELSE {4 * FAR} END"""
    near = f"min(round(coalesce(least(km, {FAR}), {FAR})) + {later})" if origin else "0"
    least = "min(km)" if origin else "0::float8"
    ctes = [
        *built.sources(),
        f"""pairs AS MATERIALIZED (SELECT course_id, provider_id, fails, bit_or(bits) AS bits, {near} AS near,
            {least} AS least FROM ({built.rows()}) r GROUP BY course_id, provider_id, fails)""",
        """courses AS MATERIALIZED (SELECT course_id, fails, bit_or(bits) AS bits, min(near) AS near,
            min(least) AS least FROM pairs GROUP BY course_id, fails)""",
        "hits AS (SELECT * FROM courses WHERE fails = 0)",
    ]
    parts = {
        "total": "(SELECT count(*) FROM hits)",
        "page": _page(built),
        "counts": f"jsonb_build_object({', '.join(_counts(built))})",
        "labels": f"jsonb_build_object({', '.join(_labels())})",
        "wider": f"jsonb_build_object({', '.join(_wider(built))})",
        "regions": f"(SELECT jsonb_agg(region ORDER BY region) FROM {REGION_BITS} x)",
    }
    fields = ", ".join(f"'{name}', {part}" for name, part in parts.items())
    return Statement(f"WITH {', '.join(ctes)} SELECT jsonb_build_object({fields})", built.params)


def standing_for(
    ids: Sequence[int], query: Query, understood: Understood, origin: Origin | None, today: date
) -> Statement:
    """Of each of these courses: id, how many classes fit, the first day of the next, the one that stands for
    them, and how far away that, or else a school, is."""
    built = Builder(query, understood, origin, today)
    built.params["ids"] = list(ids)
    rows = built.rows(among="AND r.course_id = ANY(%(ids)s)")
    ctes = [*built.sources(), f"fitting AS (SELECT * FROM ({rows}) r WHERE fails = 0)"]
    sql = f"""WITH {", ".join(ctes)}
        SELECT DISTINCT ON (course_id) course_id, count(run_id) OVER each,
            min(starts_on) FILTER (WHERE run_id IS NOT NULL) OVER each, run_id,
            {"round(km)" if origin else "NULL"}
        FROM fitting WINDOW each AS (PARTITION BY course_id)
        ORDER BY course_id, run_id IS NULL, bits & {Bit.OPEN:d} = 0, round(km) NULLS LAST, starts_on, run_id"""
    return Statement(sql, built.params)


def _page(built: Builder) -> str:
    """The ids of the page that was asked for, or of the last one there is: nearest first, then what fits the
    words best and has dates, then by title."""
    order = [f"mod(hits.near::numeric, {2 * FAR})"] if built.origin else []
    joined = ""
    if built.understood.terms:
        joined = "JOIN found USING (course_id)"
        order += ["found.score DESC", f"(hits.bits & {Bit.DATED:d}) DESC"]
    built.params["skipped"] = (built.query.page - 1) * PAGE_SIZE
    last = f"(SELECT greatest(0, count(*) - 1) / {PAGE_SIZE} * {PAGE_SIZE} FROM hits)"
    return f"""(SELECT coalesce(jsonb_agg(course_id ORDER BY place), '[]') FROM (
        SELECT course_id, row_number() OVER (ORDER BY {", ".join([*order, "c.sort_key, c.part, c.id"])}) AS place
        FROM hits {joined} JOIN courses_course c ON c.id = course_id
        ORDER BY place LIMIT {PAGE_SIZE} OFFSET least(%(skipped)s, {last})) page)"""


def _group(built: Builder, name: str) -> str:
    """The courses that count among the filter's choices, each once."""
    if name not in built.active:
        return "hits"
    return f"""(SELECT course_id, bit_or(bits) AS bits, min(least) AS least FROM courses
        WHERE {built.within(name)} GROUP BY course_id)"""


def _counts(built: Builder) -> Iterator[str]:
    idle = [name for name in BITS if name not in built.active]
    for names in [idle, *([name] for name in BITS if name in built.active)]:
        if names:
            yield from _count_bits(built, names)
    for name, column in COLUMNS.items():
        yield f"""'{name}', (SELECT coalesce(jsonb_object_agg(value, n), '{{}}') FROM (
            SELECT {column} AS value, count(*) AS n FROM {_group(built, name)} g
            JOIN courses_course c ON c.id = g.course_id GROUP BY 1) x)"""
    yield f"""'region', (SELECT coalesce(jsonb_object_agg(region, n), '{{}}') FROM (
        SELECT region, count(*) AS n FROM {_group(built, "region")} g JOIN {REGION_BITS} x ON g.bits & x.bit <> 0
        GROUP BY 1) x)"""
    yield f"""'provider', (SELECT coalesce(jsonb_object_agg(p.key, n), '{{}}') FROM (
        SELECT provider_id, count(*) AS n
        FROM pairs WHERE {built.within("provider")} GROUP BY 1) x
        JOIN courses_provider p ON p.id = provider_id)"""
    yield f"""'municipality', (SELECT coalesce(jsonb_object_agg(town, n), '{{}}') FROM (
        SELECT town, count(*) AS n FROM (SELECT DISTINCT course_id, town FROM ({built.rows()}) r
            WHERE {built.within("municipality")}) t GROUP BY 1) x WHERE town <> 0)"""
    if built.origin:
        radii = ", ".join(f"'{km}', count(*) FILTER (WHERE least <= {km})" for km in RADII)
        yield f"'km', (SELECT jsonb_build_object({radii}) FROM {_group(built, 'km')} g)"


def _count_bits(built: Builder, names: Sequence[str]) -> Iterator[str]:
    """All filters of the same group of courses in one pass, as one object of objects."""
    objects = ", ".join(
        f"'{name}', jsonb_build_object("
        + ", ".join(
            f"'{value}', count(*) FILTER (WHERE bits & {bit:d} <> 0)" for value, bit in BITS[name].items()
        )
        + ")"
        for name in names
    )
    group = _group(built, names[0])
    yield f"'bits {names[0]}', (SELECT jsonb_build_object({objects}) FROM {group} g)"


def _labels() -> Iterator[str]:
    yield """'provider', (SELECT jsonb_object_agg(key, name) FROM courses_provider)"""
    yield """'municipality', (SELECT jsonb_object_agg(code, name) FROM courses_municipality)"""
    yield """'fkb', (SELECT coalesce(jsonb_object_agg(number, concat_ws(' ', number, nullif(name, ''))), '{}')
        FROM courses_competencefield)"""


def _wider(built: Builder) -> Iterator[str]:
    for name in built.active:
        yield f"'{name}', (SELECT count(*) FROM {_group(built, name)} g)"
