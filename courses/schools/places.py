"""Where somebody is: a postal code or a town as the data have it, and how far it is from there."""

import math
import re
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from amu.kernel.folding import fold
from courses.schools.models import PostalCode

EARTH_KM = 6371.0
SHORTEST_TOWN = 2  # letters of a town's name from which the rest is guessed
POSTAL_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")

type Point = tuple[float, float]  # latitude and longitude in degrees

# Municipalities come before towns of the same name; of a town's postal codes the first counts.
NAMED = """(SELECT name, latitude, longitude, courses_fold(name) AS folded, 1 AS rank, name AS tie
        FROM courses_municipality
    UNION ALL SELECT name, latitude, longitude, courses_fold(full_name), 1, name FROM courses_municipality
    UNION ALL SELECT city, latitude, longitude, courses_fold(city), 2, code FROM courses_postalcode) named"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where somebody is: what they wrote, as the data have it."""

    name: str
    point: Point


def locate(written: str) -> Origin | None:
    """The postal code in what was written, or the town or municipality that is called so or begins so.

    One query.
    """
    if code := POSTAL_CODE.search(written):
        found = PostalCode.objects.filter(code=code[0]).first()
        return Origin(str(found), (found.latitude, found.longitude)) if found else None
    asked = fold(written).strip()
    if not asked:
        return None
    prefix = asked.replace("\\", "").replace("%", "").replace("_", "") + "%"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT name, latitude, longitude FROM {NAMED} WHERE folded = %s OR (%s AND folded LIKE %s)
            ORDER BY folded <> %s, rank, tie LIMIT 1""",  # noqa: S608 - a constant
            [asked, len(asked) >= SHORTEST_TOWN, prefix, asked],
        )
        row = cursor.fetchone()
    return Origin(row[0], (row[1], row[2])) if row else None


def towns_among(names: Collection[str]) -> set[str]:
    """Those of the folded names that a town, a municipality or a postal code has. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT folded FROM {NAMED} WHERE folded = ANY(%(names)s)
            UNION SELECT code FROM courses_postalcode WHERE code = ANY(%(names)s)""",  # noqa: S608 - a constant
            {"names": list(names)},
        )
        return {name for (name,) in cursor.fetchall()}


def kilometres(one: Point, other: Point) -> float:
    """As the crow flies, on a sphere: wrong by less than half a per cent."""
    lat, lon, lat2, lon2 = (math.radians(degrees) for degrees in (*one, *other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def kilometres_sql(latitude: str, longitude: str) -> str:
    """The same in SQL, to the point in the parameters ``lat`` and ``lon``; NULL where a column is NULL."""
    return f"""2 * {EARTH_KM} * asin(sqrt(least(1.0,
        power(sin(radians({latitude} - %(lat)s) / 2), 2)
        + cos(radians(%(lat)s)) * cos(radians({latitude}))
        * power(sin(radians({longitude} - %(lon)s) / 2), 2))))"""
