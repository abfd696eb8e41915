"""The same answers the plain way: the catalogue's own tables joined, one query for each list of choices."""

from datetime import date
from functools import reduce
from typing import Any

from django.db import connection

from courses.invariants import MEANT
from courses.rules.search_bits import BITS, Bit
from courses.selectors.query import Search
from courses.selectors.search_places import Origin, kilometres, radius_of
from courses.selectors.search_reference import Reference
from courses.selectors.search_text import Understood, text_sql

COMPARED = ("form", "seats", "free")  # of the choices that stand in the bits
VALUES = {
    "area": "k.subject_area", "cert": "k.gives_certificate", "fkb": "coalesce(k.competence_field_id, '')",
    "provider": "v.key", "kind": "v.kind",
    "region": "m.region_name", "municipality": "m.code",
}  # fmt: skip


def answers(
    asked: Search, understood: Understood, about: Reference, origin: Origin | None, today: date
) -> dict[str, dict[str, int]]:
    """The total and the courses at each choice of each filter."""
    where, params = _where(asked, understood, about, origin, today)
    found = {"total": {"": _count(where, params, "", "''").get("", 0)}}
    for name, value in VALUES.items():
        found[name] = _count(where, params, name, value)
    for name in COMPARED:
        found[name] = {
            value: _count({**where, "this": f"r.bits & {int(bit)} <> 0"}, params, name, "''").get("", 0)
            for value, bit in BITS[name].items()
        }
    return found


def _count(where: dict[str, str], params: dict[str, Any], left_out: str, value: str) -> dict[str, int]:
    conditions = " AND ".join(sql for name, sql in where.items() if name != left_out)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {value}, count(DISTINCT r.course_id) FROM
                (SELECT r.*, r.bits | CASE WHEN r.run_id IS NOT NULL AND r.enrol_by >= %(today)s
                    THEN {Bit.OPEN:d} ELSE 0 END AS own FROM ({MEANT}) r) x
                CROSS JOIN LATERAL (SELECT x.course_id, x.run_id, x.provider_id, x.place, x.starts_on, x.own AS bits) r
                JOIN courses_course k ON k.id = r.course_id JOIN courses_coursetext t ON t.course_id = k.id
                LEFT JOIN courses_provider v ON v.id = r.provider_id
                LEFT JOIN courses_location l ON l.id = r.place
                LEFT JOIN courses_provider s ON s.id = -r.place
                LEFT JOIN courses_postalcode pc ON pc.code = coalesce(l.postal_code, s.postal_code)
                LEFT JOIN courses_municipality m
                    ON m.code = coalesce(l.municipality_id, s.municipality_id, pc.municipality_id)
            WHERE {conditions} GROUP BY 1""",  # noqa: S608 - a yardstick, made of constants
            params,
        )
        return {str(key): count for key, count in cursor.fetchall() if key is not None}


def _where(
    asked: Search, understood: Understood, about: Reference, origin: Origin | None, today: date
) -> tuple[dict[str, str], dict[str, Any]]:
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
        values = asked.values(name) or (("1",) if name in asked.flags else ())
        if values:
            where[name] = f"r.bits & {reduce(int.__or__, (int(choices[value]) for value in values))} <> 0"
    if radius := radius_of(asked, origin):
        params["near"] = [
            spot.pk
            for spot in about.geography.spots.values()
            if origin and spot.point and kilometres(origin.point, spot.point) <= radius
        ]
        where["km"] = "r.place = ANY(%(near)s)"
    return where, params
