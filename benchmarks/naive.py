"""The same answers the plain way: the catalogue's own tables joined, one query for the page and one for each filter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from django.db import connection

from courses.schools.places import kilometres
from courses.search.answer import PAGE_SIZE, Answer
from courses.search.rules.bits import BITS, Bit
from courses.search.text import condition_of, score_of

VALUES = {
    "area": "k.subject_area", "cert": "k.gives_certificate", "fkb": "coalesce(k.competence_field_id, '')",
    "provider": "v.key", "kind": "v.kind",
    "region": "m.region_name", "municipality": "m.code",
}  # fmt: skip
JOINED = f"""(SELECT r.*, r.bits | CASE WHEN r.run_id IS NOT NULL AND r.enrol_by >= %(today)s
        THEN {Bit.OPEN:d} ELSE 0 END AS own FROM courses_searchsource r) x
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

    def is_like(self, answer: Answer) -> bool:
        mine = {name: _without_zeros(counts) for name, counts in self.counts.items()}
        theirs = {name: _without_zeros(answer.counts.get(name, {})) for name in mine}
        by_place = answer.origin is not None  # whose order the plain query does not know
        first = tuple(hit.course.pk for hit in answer.hits)
        return self.total == answer.total and mine == theirs and (by_place or first == self.first)


def _without_zeros(counts: Mapping[str, int]) -> dict[str, int]:
    return {value: count for value, count in counts.items() if count and value}


def answers(answer: Answer, today: date) -> Plain:
    where, params = _where(answer, today)
    total, first = _page(answer, where, params)
    counts = {name: _count(name, value, where, params) for name, value in VALUES.items()}
    for name, choices in BITS.items():
        table = ", ".join(f"('{value}', {bit:d})" for value, bit in choices.items())
        joined = f"JOIN (VALUES {table}) AS c(value, bit) ON r.bits & c.bit <> 0"
        counts[name] = _count(name, "c.value", where, params, joined)
    return Plain(total, first, counts)


def _page(answer: Answer, where: dict[str, str], params: dict[str, Any]) -> tuple[int, tuple[int, ...]]:
    score, scored = score_of(answer.understood.terms)
    given = params | scored
    order = f"max({score}) DESC, (count(r.run_id) > 0) DESC," if answer.understood.terms else ""
    rows = _rows(
        f"""SELECT r.course_id, count(*) OVER () FROM {JOINED} WHERE {_all(where)}
        GROUP BY r.course_id, k.sort_key, k.part ORDER BY {order} k.sort_key, k.part, r.course_id
        LIMIT {PAGE_SIZE} OFFSET {(answer.query.page - 1) * PAGE_SIZE}""",  # noqa: S608
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


def _where(answer: Answer, today: date) -> tuple[dict[str, str], dict[str, Any]]:
    query, understood = answer.query, answer.understood
    condition, given = condition_of(understood.terms, loose=understood.loose)
    params: dict[str, Any] = {"today": today, **given}
    where = {"text": condition, "today": "r.starts_on >= %(today)s"}
    for name, column in VALUES.items():
        if values := query.values(name):
            params[name] = list(values)
            where[name] = f"{column} = ANY(%({name})s)"
    for name, choices in BITS.items():
        if values := query.values(name) or (("1",) if name in query.flags else ()):
            where[name] = f"r.bits & {reduce(int.__or__, (int(choices[value]) for value in values))} <> 0"
    if query.starts_from or query.starts_to:
        params |= {"first": query.starts_from or date.min, "last": query.starts_to or date(9999, 12, 30)}
        where["when"] = "r.starts_on BETWEEN %(first)s AND %(last)s"
    if query.radius() and (origin := answer.origin):
        places = _rows(
            "SELECT place, latitude, longitude FROM courses_searchplace WHERE latitude IS NOT NULL", {}
        )
        params["near"] = [
            place for place, lat, lon in places if kilometres(origin.point, (lat, lon)) <= query.radius()
        ]
        where["km"] = "r.place = ANY(%(near)s)"
    return where, params
