"""A map without tiles or a third party: Denmark as the dots of its municipalities, with the schools on it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from courses.schools.places import Point
from courses.schools.selectors import ListedSchool

WIDTH, HEIGHT = 600, 520
WEST, EAST, SOUTH, NORTH = 7.9, 15.3, 54.5, 57.9
NARROWING = math.cos(math.radians(56))  # a degree of longitude is that much shorter than one of latitude


@dataclass(frozen=True, slots=True)
class Dot:
    """A point in the picture; whole units keep the page small."""

    x: int
    y: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class SchoolMap:
    land: tuple[Dot, ...]
    schools: tuple[Dot, ...]
    here: Dot | None


def draw(land: Iterable[Point], schools: Iterable[ListedSchool], here: Point | None) -> SchoolMap:
    return SchoolMap(
        land=tuple(dot for point in land if (dot := place(point))),
        schools=tuple(dot for row in schools if row.point and (dot := place(row.point, row.provider.name))),
        here=place(here) if here else None,
    )


def place(point: Point, label: str = "") -> Dot | None:
    """None outside the picture."""
    scale = min(WIDTH / ((EAST - WEST) * NARROWING), HEIGHT / (NORTH - SOUTH))
    x, y = (point[1] - WEST) * NARROWING * scale, (NORTH - point[0]) * scale
    return Dot(round(x), round(y), label) if 0 <= x <= WIDTH and 0 <= y <= HEIGHT else None
