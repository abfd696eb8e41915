"""The one statement that answers a search: hits of one page, their number, and the counts of every choice.

A row that fails no filter is a hit, and counts in every choice. One that fails exactly one filter
counts among that filter's own choices alone, for it would be a hit if that choice were made. So one
pass over the narrow rows serves all filters; courses, not rows, are counted.

"Fails nothing" is written ``fail < 1``: of ``fail = 0`` PostgreSQL expects so few rows that it sorts
where it should hash.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import Any

from django.db import connection

from courses.rules.search_bits import BITS, Bit, Fail
from courses.selectors.query import RADII, Search
from courses.selectors.search_places import (
    FIRST_KIND_BIT,
    FIRST_REGION_BIT,
    Geography,
    Origin,
    radius_of,
    weigh_schools,
    weigh_spots,
)
from courses.selectors.search_text import Understood, score_params, text_sql

PAGE_SIZE = 20
# The nearest, then the next run of a course as the least of one number: kilometres, day, id.
RUN_BITS, DAY_BITS, KM_BITS = 37, 16, 10
STANDING = f"""least(coalesce(round(l.km), 0), {(1 << KM_BITS) - 1})::bigint << {RUN_BITS + DAY_BITS}
    | least(r.starts_on - DATE '2000-01-01', {(1 << DAY_BITS) - 1})::bigint << {RUN_BITS} | r.run_id"""
FACET_FAILS = {
    "area": Fail.AREA, "fkb": Fail.FKB, "cert": Fail.CERT, "provider": Fail.PROVIDER, "kind": Fail.KIND,
    "region": Fail.REGION, "municipality": Fail.MUNICIPALITY, "form": Fail.FORM, "pace": Fail.PACE,
    "lang": Fail.LANG, "days": Fail.DAYS, "guaranteed": Fail.GUARANTEED, "seats": Fail.SEATS,
    "open": Fail.OPEN, "free": Fail.FREE, "dates": Fail.DATES, "km": Fail.KM, "when": Fail.WHEN,
}  # fmt: skip
COURSE_COLUMNS = {"area": "subject_area", "fkb": "competence_field_id", "cert": "gives_certificate"}


@dataclass(frozen=True, slots=True)
class HitRow:
    """A course that fits: how many of its runs do, when the first begins, how far away the nearest is,
    and which run stands for them: the nearest where a place was given, else the next."""

    course_id: int
    runs: int
    next_start: date | None
    km: float | None
    run_id: int | None


@dataclass(slots=True)
class Answer:
    """``counts`` by filter and value. ``wider``: how many courses there were without each filter in use."""

    total: int = 0
    hits: list[HitRow] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    wider: dict[str, int] = field(default_factory=dict)


def active(asked: Search, origin: Origin | None) -> list[str]:
    """The filters in use."""
    names = [name for name in FACET_FAILS if asked.values(name) or name in asked.flags]
    names += ["when"] if asked.first or asked.last else []
    return names + (["km"] if radius_of(asked, origin) else [])


def ask(
    asked: Search, understood: Understood, geography: Geography, origin: Origin | None, today: date
) -> Answer:
    statement = Statement(asked, understood, geography, origin, today)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql(), statement.params)
        return statement.read(cursor.fetchall())


class Statement:
    """Its text, its parameters in the order of the text, and how its rows are read."""

    def __init__(
        self, asked: Search, understood: Understood, geography: Geography, origin: Origin | None, today: date
    ) -> None:
        self.asked, self.geography, self.origin, self.today = asked, geography, origin, today
        self.terms, self.loose = understood.terms, understood.loose
        self.active = active(asked, origin)
        self.params: list[Any] = []
        self.bits = self._bits()

    def sql(self) -> str:
        parts = [self._courses(), self._rows(), self._weighed()]
        answers = [self._page(), "SELECT 'total', '', count(*), NULL, NULL, NULL FROM h WHERE fits"]
        answers += [self._bit_counts(), *self._course_counts(), *self._place_counts(), *self._widened()]
        return f"WITH {', '.join(parts)} ({') UNION ALL ('.join(answers)})"

    def _courses(self) -> str:
        """Courses whose words fit, with what they fail."""
        condition, score, params = text_sql(self.terms, loose=self.loose)
        fails, chosen = [], []
        for name, column in COURSE_COLUMNS.items():
            if values := self.asked.values(name):
                fails.append(f"CASE WHEN k.{column} = ANY(%s) THEN 0 ELSE {FACET_FAILS[name]:d} END")
                chosen.append(list(values))
        self.params += [*score_params(self.terms), *chosen, *params]
        return f"""c AS MATERIALIZED (
            SELECT t.course_id AS id, {score} AS score, {" | ".join(fails) or "0"} AS fail,
                k.subject_area, k.competence_field_id, k.gives_certificate, k.sort_key, k.part
            FROM courses_coursetext t JOIN courses_course k ON k.id = t.course_id WHERE {condition})"""  # noqa: S608

    def _rows(self) -> str:
        """The rows that fail one filter at most, with what they fail and their bits."""
        schools = weigh_schools(self.asked, self.geography.schools, self.geography.kinds)
        spots = weigh_spots(self.asked, self.geography, self.origin)
        self.params += [list(column) for column in zip(*schools, strict=True)]
        self.params += [list(column) for column in zip(*spots, strict=True)]
        self.params += [self.today, self.today]
        return f"""g AS MATERIALIZED (
            SELECT * FROM (
                SELECT r.course_id, r.provider_id, r.place, r.starts_on, l.km, {STANDING} AS standing,
                    o.bits | p.bit | l.bit AS bits, c.fail | p.fail | l.fail | {self._row_fails()} AS fail
                FROM courses_searchrow r
                JOIN c ON c.id = r.course_id
                JOIN unnest(%s::int[], %s::int[], %s::bigint[]) AS p(id, fail, bit) ON p.id = r.provider_id
                JOIN unnest(%s::int[], %s::int[], %s::bigint[], %s::float8[]) AS l(id, fail, bit, km)
                    ON l.id = r.place
                CROSS JOIN LATERAL (
                    SELECT r.bits | CASE WHEN r.run_id IS NOT NULL AND r.enrol_by >= %s
                        THEN {Bit.OPEN:d} ELSE 0 END AS bits) o
                WHERE r.starts_on >= %s
            ) x
            WHERE fail & (fail - 1) < 1)"""  # noqa: S608

    def _row_fails(self) -> str:
        fails = []
        for name, choices in BITS.items():
            wanted = self.asked.values(name) or (("1",) if name in self.asked.flags else ())
            if wanted:
                mask = reduce(int.__or__, (int(choices[value]) for value in wanted))
                fails.append(f"CASE WHEN o.bits & {mask} = 0 THEN {FACET_FAILS[name]:d} ELSE 0 END")
        if self.asked.first or self.asked.last:
            # Both are dates already, so they can stand in the text.
            first, last = self.asked.first or date.min, self.asked.last or date(9999, 12, 30)
            fails.append(
                f"CASE WHEN r.starts_on BETWEEN '{first:%Y-%m-%d}' AND '{last:%Y-%m-%d}'"
                f" THEN 0 ELSE {Fail.WHEN:d} END"
            )
        return " | ".join(fails) or "0"

    def _weighed(self) -> str:
        """Each course with the bits of its rows; for a filter in use also those that fail it alone."""
        more = []
        for name in self.active:
            fits = f"FILTER (WHERE fail < 1 OR fail = {FACET_FAILS[name]:d})"
            more.append(f"count(*) {fits} > 0 AS fits_{name}")
            if name in BITS or name in ("region", "kind"):
                more.append(f"bit_or(bits) {fits} AS bits_{name}")
            if name == "km":
                more.append(f"min(km) {fits} AS km_km")
        return f"""h AS MATERIALIZED (
            SELECT course_id, count(*) FILTER (WHERE fail < 1) > 0 AS fits,
                bit_or(bits) FILTER (WHERE fail < 1) AS bits, min(km) FILTER (WHERE fail < 1) AS km,
                min(starts_on) FILTER (WHERE fail < 1) AS next,
                min(standing) FILTER (WHERE fail < 1) AS standing,
                count(*) FILTER (WHERE fail < 1 AND bits & {Bit.DATED:d} <> 0) AS runs
                {"".join(f", {column}" for column in more)}
            FROM g GROUP BY course_id)"""  # noqa: S608

    def _page(self) -> str:
        order = ["round(h.km::numeric) NULLS LAST"] if self.origin else []
        order += ["c.score DESC"] if self.terms else []
        order += ["(h.runs > 0) DESC"] if self.terms else []
        return f"""SELECT 'hit', h.course_id::text, h.runs::bigint, h.next, h.km, h.standing
            FROM h JOIN c ON c.id = h.course_id WHERE h.fits
            ORDER BY {", ".join([*order, "c.sort_key", "c.part", "c.id"])}
            LIMIT {PAGE_SIZE} OFFSET least({(self.asked.page - 1) * PAGE_SIZE},
                (SELECT greatest(count(*) - 1, 0) / {PAGE_SIZE} * {PAGE_SIZE} FROM h WHERE fits))"""  # noqa: S608

    def _bits(self) -> list[tuple[str, str, str]]:
        """Filter, value and condition of every choice that is counted by bits or distance."""
        found = [
            (name, value, self._has(name, int(bit)))
            for name, all_ in BITS.items()
            for value, bit in all_.items()
        ]
        kinds, regions = self.geography.kinds, self.geography.regions
        found += [
            ("kind", kind, self._has("kind", 1 << FIRST_KIND_BIT + at)) for at, kind in enumerate(kinds)
        ]
        found += [
            ("region", name, self._has("region", 1 << FIRST_REGION_BIT + at))
            for at, name in enumerate(regions)
        ]
        if self.origin:
            far = "km_km" if "km" in self.active else "km"
            found += [("km", str(radius), f"{far} <= {radius}") for radius in RADII]
        return found

    def _has(self, name: str, bit: int) -> str:
        return f"{f'bits_{name}' if name in self.active else 'bits'} & {bit} <> 0"

    def _bit_counts(self) -> str:
        counts = ", ".join(f"count(*) FILTER (WHERE {condition})" for _, _, condition in self.bits)
        return f"""SELECT 'bit', at::text, n, NULL, NULL, NULL
            FROM (SELECT ARRAY[{counts}] AS ns FROM h) a, unnest(ns) WITH ORDINALITY AS u(n, at)"""  # noqa: S608

    def _fits(self, name: str) -> str:
        return f"fits_{name}" if name in self.active else "fits"

    def _course_counts(self) -> list[str]:
        return [
            f"""SELECT '{name}', c.{column}::text, count(*), NULL, NULL, NULL FROM h JOIN c ON c.id = h.course_id
            WHERE {self._fits(name)} GROUP BY c.{column}"""  # noqa: S608
            for name, column in COURSE_COLUMNS.items()
        ]

    def _place_counts(self) -> list[str]:
        """Courses per school and per municipality: too many of them for bits."""
        spots = self.geography.spots.values()
        self.towns = sorted({spot.municipality for spot in spots})
        self.params += [[spot.pk for spot in spots], [self.towns.index(spot.municipality) for spot in spots]]
        schools, towns = (
            f"fail < 1 OR fail = {FACET_FAILS[name]:d}" if name in self.active else "fail < 1"
            for name in ("provider", "municipality")
        )
        return [
            f"""SELECT 'provider', id::text, count(*), NULL, NULL, NULL FROM (
                SELECT DISTINCT provider_id AS id, course_id FROM g WHERE {schools}) x
                GROUP BY id""",  # noqa: S608
            f"""SELECT 'municipality', id::text, count(*), NULL, NULL, NULL FROM (
                SELECT DISTINCT m.id, g.course_id FROM g JOIN unnest(%s::int[], %s::int[]) AS m(place, id)
                    ON m.place = g.place WHERE {towns}) x
                GROUP BY id""",  # noqa: S608
        ]

    def _widened(self) -> list[str]:
        return [
            f"SELECT 'wider', '{name}', count(*), NULL, NULL, NULL FROM h WHERE fits_{name}"  # noqa: S608
            for name in self.active
        ]

    def read(self, rows: Sequence[tuple[str, str, int, date | None, float | None, int | None]]) -> Answer:
        answer = Answer()
        keys = {school.pk: school.key for school in self.geography.schools}
        for what, key, n, day, km, standing in rows:
            match what:
                case "hit":
                    run = None if standing is None else standing & (1 << RUN_BITS) - 1
                    answer.hits.append(HitRow(int(key), n, day if n else None, km, run))
                case "total":
                    answer.total = n
                case "wider":
                    answer.wider[key] = n
                case "bit":
                    name, value, _ = self.bits[int(key) - 1]
                    answer.counts.setdefault(name, {})[value] = n
                case "provider":
                    if int(key):
                        answer.counts.setdefault(what, {})[keys[int(key)]] = n
                case "municipality":
                    answer.counts.setdefault(what, {})[self.towns[int(key)]] = n
                case _:
                    answer.counts.setdefault(what, {})[key or ""] = n
        return answer
