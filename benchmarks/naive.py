"""The same answers the plain way: the catalogue's own tables joined, one query for the page and one for each filter."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from django.db import connection

from courses.search.answer import Found
from courses.search.places import kilometres
from courses.search.rules.bits import BITS, Bit
from courses.search.source import MEANT
from courses.search.text import score_params, text_sql
from courses.search.weigh import PAGE_SIZE

VALUES = {
    "area": "k.subject_area", "cert": "k.gives_certificate", "fkb": "coalesce(k.competence_field_id, '')",
    "provider": "v.key", "kind": "v.kind",
    "region": "m.region_name", "municipality": "m.code",
}  # fmt: skip
JOINED = f"""(SELECT r.*, r.bits | CASE WHEN r.run_id IS NOT NULL AND r.enrol_by >= %(today)s
        THEN {Bit.OPEN:d} ELSE 0 END AS own FROM ({MEANT}) r) x
    CROSS JOIN LATERAL
        (SELECT x.course_id, x.run_id, x.provider_id, x.place, x.starts_on, x.own AS bits) r
    JOIN courses_course k ON k.id = r.course_id JOIN courses_coursetext t ON t.course_id = k.id
    LEFT JOIN courses_provider v ON v.id = r.provider_id
    LEFT JOIN courses_location l ON l.id = r.place
    LEFT JOIN courses_provider s ON s.id = -r.place
    LEFT JOIN courses_postalcode pc ON pc.code = coalesce(l.postal_code, s.postal_code)
    LEFT JOIN courses_municipality m ON m.code = coalesce(l.municipality_id, s.municipality_id, pc.municipality_id)
"""  # noqa: S608 - a yardstick, made of constants


@dataclass(frozen=True, slots=True)
class Plain:
    """How many courses fit, the first page of them, and the courses at each choice of each filter."""

    total: int
    first: tuple[int, ...]
    counts: dict[str, dict[str, int]]

    def is_like(self, found: Found) -> bool:
        mine = {name: _without_zeros(counts) for name, counts in self.counts.items()}
        theirs = {name: _without_zeros(found.answer.counts.get(name, {})) for name in mine}
        by_place = found.origin is not None  # whose order the plain query does not know
        first = tuple(hit.course.pk for hit in found.hits)
        return self.total == found.count and mine == theirs and (by_place or first == self.first)


def _without_zeros(counts: dict[str, int]) -> dict[str, int]:
    return {value: count for value, count in counts.items() if count and value}


def answers(found: Found, today: date) -> Plain:
    where, params = _where(found, today)
    total, first = _page(found, where, params)
    counts = {name: _count(name, value, where, params) for name, value in VALUES.items()}
    for name, choices in BITS.items():
        table = ", ".join(f"('{value}', {bit:d})" for value, bit in choices.items())
        joined = f"JOIN (VALUES {table}) AS c(value, bit) ON r.bits & c.bit <> 0"
        counts[name] = _count(name, "c.value", where, params, joined)
    return Plain(total, first, counts)


def _page(found: Found, where: dict[str, str], params: dict[str, Any]) -> tuple[int, tuple[int, ...]]:
    _, score, _ = text_sql(found.understood.terms, loose=found.understood.loose)
    given = dict(params)
    for number, value in enumerate(score_params(found.understood.terms)):
        score = score.replace("%s", f"%(score{number})s", 1)
        given[f"score{number}"] = value
    order = f"max({score}) DESC, (count(r.run_id) > 0) DESC," if found.understood.terms else ""
    rows = _rows(
        f"""SELECT r.course_id, count(*) OVER () FROM {JOINED} WHERE {_all(where)}
        GROUP BY r.course_id, k.sort_key, k.part ORDER BY {order} k.sort_key, k.part, r.course_id
        LIMIT {PAGE_SIZE} OFFSET {(found.search.page - 1) * PAGE_SIZE}""",  # noqa: S608
        given,
    )
    return (rows[0][1] if rows else 0), tuple(course for course, _ in rows)


def _count(
    name: str, value: str, where: dict[str, str], params: dict[str, Any], joined: str = ""
) -> dict[str, int]:
    rows = _rows(
        f"""SELECT {value}, count(DISTINCT r.course_id) FROM {JOINED} {joined}
        WHERE {_all(where, but=name)} GROUP BY 1""",  # noqa: S608
        params,
    )
    return {str(key): count for key, count in rows if key is not None}


def _all(where: dict[str, str], but: str = "") -> str:
    return " AND ".join(sql for name, sql in where.items() if name != but)


def _rows(sql: str, params: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _where(found: Found, today: date) -> tuple[dict[str, str], dict[str, Any]]:
    asked, understood = found.search, found.understood
    params: dict[str, Any] = {"today": today}
    condition, _, given = text_sql(understood.terms, loose=understood.loose)
    for number, value in enumerate(given):
        condition = condition.replace("%s", f"%(text{number})s", 1)
        params[f"text{number}"] = value
    where = {"text": condition, "today": "r.starts_on >= %(today)s"}
    for name, column in VALUES.items():
        if values := asked.values(name):
            params[name] = list(values)
            where[name] = f"{column} = ANY(%({name})s)"
    for name, choices in BITS.items():
        if values := asked.values(name) or (("1",) if name in asked.flags else ()):
            where[name] = f"r.bits & {reduce(int.__or__, (int(choices[value]) for value in values))} <> 0"
    if asked.first or asked.last:
        params |= {"first": asked.first or date.min, "last": asked.last or date(9999, 12, 30)}
        where["when"] = "r.starts_on BETWEEN %(first)s AND %(last)s"
    if found.radius and (origin := found.origin):
        params["near"] = [
            spot.pk
            for spot in found.view.spots
            if spot.point and kilometres(origin.point, spot.point) <= found.radius
        ]
        where["km"] = "r.place = ANY(%(near)s)"
    return where, params
