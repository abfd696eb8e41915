"""What is near somebody: their municipality, and the schools around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amu.kernel.folding import fold
from courses.enums import ApproverKind
from courses.schools.models import Approver, Location, Municipality, PostalCode, Provider
from courses.schools.places import POSTAL_CODE, Origin, Point, kilometres, locate


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


def approvers_of_kind(kind: ApproverKind) -> list[tuple[str, str]]:
    """Municipalities or unemployment funds, by code and name."""
    return list(Approver.objects.filter(kind=kind).order_by("name").values_list("code", "name"))


def approver_of_postal_code(postal_code: str) -> str:
    """The code of the municipality that a Danish postal code lies in; nothing where the data have none."""
    code = Approver.objects.filter(municipality__postal_codes=postal_code).values_list("code", flat=True)
    return code.first() or ""


def approver_name(code: str) -> str:
    """Nothing for a code that is none."""
    if not code:
        return ""
    return Approver.objects.filter(code=code).values_list("name", flat=True).first() or ""


def whereabouts(text: str) -> Whereabouts:
    """Two queries; none for nothing."""
    origin = locate(text) if text else None
    return Whereabouts(text, origin, _municipality(text) if origin else "")


def _municipality(asked: str) -> str:
    """By postal code, else by the name of a municipality; a town alone may lie in several."""
    if code := POSTAL_CODE.search(asked):
        row = PostalCode.objects.select_related("municipality").filter(code=code[0]).first()
        return row.municipality.full_name if row and row.municipality else ""
    for town in Municipality.objects.all():
        if fold(asked).strip() in (fold(town.name), fold(town.full_name)):
            return town.full_name
    return ""


def schools(here: Point | None, coming: Mapping[int, int]) -> list[ListedSchool]:
    """Every school: nearest first, or by name. ``coming`` has its number of coming classes. Three queries.

    A school is as near as the nearest of its confirmed address and the places it teaches at.
    """
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
