"""Schools and places as a search weighs them: few enough to be weighed here, one by one."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from amu.kernel.folding import fold
from courses.schools.models import Location, Municipality, PostalCode, Provider
from courses.search.query import ANY_DISTANCE, Search

EARTH_KM = 6371.0
SHORTEST_TOWN = 2  # letters: the rest is guessed
USUAL_KM = 25  # around a place, when nothing is said about distance
POSTAL_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")

type Point = tuple[float, float]
type Towns = Mapping[str, Origin]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where somebody is: what they wrote, as the data have it."""

    name: str
    point: Point


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a course may be held. ``pk`` is as in ``SearchRow.place``."""

    pk: int
    municipality: str
    region: str
    point: Point | None
    town: str


@dataclass(frozen=True, slots=True)
class School:
    pk: int
    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Geography:
    """Every school and place there is. Four queries."""

    schools: tuple[School, ...]
    spots: Mapping[int, Spot]
    municipalities: Mapping[str, str]
    regions: tuple[str, ...]
    kinds: tuple[str, ...]


def read_geography() -> Geography:
    towns = {town.code: town for town in Municipality.objects.all()}
    providers = list(Provider.objects.order_by("sort_key"))
    held: list[tuple[int, Provider | Location]] = [(-provider.pk, provider) for provider in providers]
    held += [(location.pk, location) for location in Location.objects.all()]
    codes = PostalCode.objects.in_bulk({place.postal_code for _, place in held})
    spots = {0: Spot(0, "", "", None, "")}
    for pk, place in held:
        code = codes.get(place.postal_code)
        town = towns.get(place.municipality_id or (code and code.municipality_id) or "")
        spots[pk] = Spot(
            pk,
            town.code if town else "",
            town.region_name if town else "",
            _point(place) or (_point(code) if code else None) or (_point(town) if town else None),
            place.city,
        )
    return Geography(
        schools=tuple(School(each.pk, each.key, each.name, each.kind) for each in providers),
        spots=spots,
        municipalities={town.code: town.name for town in towns.values()},
        regions=tuple(sorted({town.region_name for town in towns.values()})),
        kinds=tuple(sorted({each.kind for each in providers})),
    )


def _point(place: Provider | Location | PostalCode | Municipality) -> Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def read_towns() -> Towns:
    """The point of each postal code by its number, and of each municipality and town by its folded name.

    Municipalities come before towns of the same name; of a town's postal codes the first counts.
    """
    found: dict[str, Origin] = {}
    for town in Municipality.objects.order_by("name"):
        for name in (town.name, town.full_name):
            found.setdefault(fold(name), Origin(town.name, (town.latitude, town.longitude)))
    for code in PostalCode.objects.order_by("code"):
        point = (code.latitude, code.longitude)
        found.setdefault(fold(code.city), Origin(code.city, point))
        found[code.code] = Origin(str(code), point)
    return found


def locate(text: str, towns: Towns) -> Origin | None:
    """The postal code in what was written, or the town or municipality that is called so or begins so."""
    if code := POSTAL_CODE.search(text):
        return towns.get(code[0])
    asked = fold(text).strip()
    if asked in towns or len(asked) < SHORTEST_TOWN:
        return towns.get(asked)
    return next((town for name, town in towns.items() if name.startswith(asked)), None)


def kilometres(one: Point, other: Point) -> float:
    """As the crow flies, on a sphere: wrong by less than half a per cent."""
    lat, lon, lat2, lon2 = (math.radians(degrees) for degrees in (*one, *other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def radius_of(asked: Search, origin: Origin | None) -> int:
    """Kilometres, or ANY_DISTANCE."""
    if origin is None:
        return ANY_DISTANCE
    return USUAL_KM if asked.km is None else asked.km
