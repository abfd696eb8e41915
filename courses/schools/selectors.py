"""What is near somebody: their municipality, classes by distance, and the schools around them."""

from collections.abc import Sequence
from dataclasses import dataclass

from amu.kernel.folding import fold
from courses.schools.models import Location, Municipality, PostalCode, Provider
from courses.search.by_the_way import classes_at_schools
from courses.search.places import POSTAL_CODE, Origin, Point, Towns, kilometres, locate
from courses.search.query import LONGEST_TEXT, clean
from courses.search.view import View


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What somebody wrote about where they are, and what the data make of it. ``origin`` None: nothing."""

    text: str
    origin: Origin | None = None
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class ListedSchool:
    """A provider in the list of schools. ``km`` None: no confirmed place, or nobody asked from where."""

    provider: Provider
    point: Point | None
    town: str
    runs: int
    km: int | None = None


def whereabouts(text: str, towns: Towns) -> Whereabouts:
    """At most one query; none for nothing."""
    asked = clean(text)[:LONGEST_TEXT]
    origin = locate(asked, towns) if asked else None
    return Whereabouts(asked, origin, _municipality(asked) if origin else "")


def _municipality(asked: str) -> str:
    """By postal code, else by the name of a municipality; a town alone may lie in several."""
    if code := POSTAL_CODE.search(asked):
        row = PostalCode.objects.select_related("municipality").filter(code=code[0]).first()
        return row.municipality.full_name if row and row.municipality else ""
    for town in Municipality.objects.all():
        if fold(asked).strip() in (fold(town.name), fold(town.full_name)):
            return town.full_name
    return ""


def schools(here: Point | None, view: View) -> list[ListedSchool]:
    """Every school with its coming classes: nearest first, or by name. Three queries.

    A school is as near as the nearest of its confirmed address and the places it teaches at.
    """
    coming = classes_at_schools(view)
    providers = list(Provider.objects.order_by("sort_key"))
    places: dict[int, list[Provider | Location]] = {
        each.pk: [each] if each.address_sourced else [] for each in providers
    }
    for location in Location.objects.order_by("pk"):
        places[location.provider_id].append(location)
    codes = PostalCode.objects.in_bulk({place.postal_code for group in places.values() for place in group})
    rows = [
        _school(provider, places[provider.pk], codes, here, coming.get(provider.pk, 0))
        for provider in providers
    ]
    if here is not None:
        rows.sort(key=lambda row: (row.km is None, row.km or 0))
    return rows


def _school(
    provider: Provider,
    places: Sequence[Provider | Location],
    codes: dict[str, PostalCode],
    here: Point | None,
    coming: int,
) -> ListedSchool:
    points = [(point, place.city) for place in places if (point := point_of(place, codes))]
    if not points:
        return ListedSchool(provider, None, provider.city, coming)
    if here is None:
        return ListedSchool(provider, points[0][0], points[0][1], coming)
    km, point, town = min((kilometres(here, point), point, town) for point, town in points)
    return ListedSchool(provider, point, town, coming, round(km))


def point_of(place: Provider | Location, codes: dict[str, PostalCode]) -> Point | None:
    """Its own coordinates, or those of its postal code."""
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude
    code = codes.get(place.postal_code)
    return (code.latitude, code.longitude) if code else None


def _km(here: Point, there: Point | None) -> int | None:
    return None if there is None else round(kilometres(here, there))


def all_municipalities() -> list[Point]:
    """Where Denmark's municipalities are: the dots that make the country on a map."""
    return list(Municipality.objects.values_list("latitude", "longitude"))
