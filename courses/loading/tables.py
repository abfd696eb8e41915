"""What each file's rows mean. Where a cell is silent the field stays empty."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

from amu.kernel.errors import CodedError
from courses.classes.models import CompetenceField, Course, CourseFullPrice
from courses.enums import ApproverKind, CourseKind, ProviderKind, SubjectArea
from courses.fees.rules import RateClass
from courses.loading.sheets import Row, RowRefusedError
from courses.loading.upsert import Record
from courses.schools.models import Location, Municipality, Provider
from courses.search.rules.everyday import asked_as, check_pair
from courses.search.services import taken_away

COURSE_NUMBER = re.compile(r"[0-9A-Z]{5}")
PLACEHOLDER = Decimal(1)  # 1 kr. stands for "not a price" in published data


class Lookups:
    """Rows that later files refer to. Providers answer to their name, key and every alias."""

    def __init__(self) -> None:
        self.municipalities = set(Municipality.objects.values_list("code", flat=True))
        self.competence_fields: set[str] = set()
        self.providers: dict[str, int] = {}
        self.courses: dict[tuple[str, str], int] = {}

    def read_providers(self) -> None:
        for provider in Provider.objects.prefetch_related("aliases"):
            for name in (provider.key, provider.name, *(alias.name for alias in provider.aliases.all())):
                self.providers[name] = provider.pk

    def read_competence_fields(self) -> None:
        self.competence_fields = set(CompetenceField.objects.values_list("number", flat=True))

    def read_courses(self) -> None:
        self.courses = {
            (number, part): pk for pk, number, part in Course.objects.values_list("pk", "number", "part")
        }

    def municipality(self, code: str) -> str | None:
        return code if code in self.municipalities else None

    def competence_field(self, number: str) -> str | None:
        if number and number not in self.competence_fields:
            raise RowRefusedError("unknown_competence_field", number)
        return number or None

    def provider(self, name: str) -> int:
        try:
            return self.providers[name]
        except KeyError:
            raise RowRefusedError("unknown_provider", name) from None

    def course(self, number: str, part: str) -> int:
        try:
            return self.courses[number, part]
        except KeyError:
            raise RowRefusedError("unknown_course", f"{number} {part}".strip()) from None


def municipality(row: Row) -> Record:
    return Record(
        {"code": row.needed("municipality_code")},
        {
            "name": row.needed("name"),
            "full_name": row.needed("full_name"),
            "region_code": row.needed("region_code"),
            "region_name": row.needed("region_name"),
            "latitude": float(row.needed("latitude")),
            "longitude": float(row.needed("longitude")),
        },
    )


def postal_code(look: Lookups) -> Callable[[Row], Record]:
    def record(row: Row) -> Record:
        latitude, longitude = row.point("latitude"), row.point("longitude")
        if latitude is None or longitude is None:
            raise RowRefusedError("no_coordinates")
        return Record(
            {"code": row.needed("postal_code")},
            {
                "city": row.needed("city"),
                "municipality_id": look.municipality(row.text("municipality_code")),
                "latitude": latitude,
                "longitude": longitude,
            },
        )

    return record


def approver(look: Lookups) -> Callable[[Row], Record]:
    def record(row: Row) -> Record:
        kind = row.needed("kind")
        if kind not in set(ApproverKind):
            raise RowRefusedError("unknown_kind", kind)
        return Record(
            {"code": row.needed("code")},
            {
                "kind": kind,
                "name": row.needed("name"),
                "municipality_id": look.municipality(row.text("municipality_code")),
                "source": row.needed("source"),
            },
        )

    return record


def competence_field(row: Row) -> Record:
    return Record(
        {"number": row.needed("fkb_number")},
        {"name": row.text("fkb_name"), "status": row.text("status"), "source": row.text("source")},
    )


def provider(look: Lookups) -> Callable[[Row], Record]:
    def record(row: Row) -> Record:
        kind = row.needed("type")
        if kind not in [*ProviderKind]:
            raise RowRefusedError("unknown_kind_of_provider", kind)
        return Record(
            {"key": row.needed("provider_key")},
            {
                "name": row.needed("name"),
                "kind": kind,
                "institution_number": row.text("institution_number"),
                "street": row.text("street"),
                "postal_code": row.text("postal_code"),
                "city": row.text("city"),
                "municipality_id": look.municipality(row.text("municipality_code")),
                "latitude": row.point("latitude"),
                "longitude": row.point("longitude"),
                "website": row.text("website"),
                "address_sourced": row.text("address_sourced") == "yes",
                "evidence": row.text("amu_evidence"),
                "source": row.text("source"),
            },
        )

    return record


def provider_alias(look: Lookups) -> Callable[[Row], Record]:
    def record(row: Row) -> Record:
        return Record(
            {"name": row.needed("alias")}, {"provider_id": look.provider(row.needed("provider_key"))}
        )

    return record


def location(look: Lookups) -> Callable[[Row], Record]:
    def record(row: Row) -> Record:
        return Record(
            {
                "provider_id": look.provider(row.needed("provider_key")),
                "street": row.needed("street"),
                "postal_code": row.needed("postal_code"),
            },
            {
                "label": row.text("site_label"),
                "city": row.needed("city"),
                "municipality_id": look.municipality(row.text("municipality_code")),
                "latitude": row.point("latitude"),
                "longitude": row.point("longitude"),
                "source": row.text("source"),
            },
        )

    return record


AREA_OF_LABEL: Mapping[str, SubjectArea | str] = {
    "": "",
    "Auto, cykel og motorcykel": SubjectArea.VEHICLES,
    "Bygge og anlæg": SubjectArea.CONSTRUCTION,
    "El, vvs og energi": SubjectArea.ENERGY,
    "Frisør og mode": SubjectArea.HAIR_AND_FASHION,
    "Fødevareindustri": SubjectArea.FOOD_INDUSTRY,
    "Grønne områder, skov og jordbrug": SubjectArea.GREEN,
    "Industri og produktion": SubjectArea.INDUSTRY,
    "It, kontor og handel": SubjectArea.OFFICE_AND_RETAIL,
    "Ledelse og samarbejde": SubjectArea.LEADERSHIP,
    "Mad, hotel og restaurant": SubjectArea.HOSPITALITY,
    "Metal, svejsning og automatik": SubjectArea.METAL,
    "Service": SubjectArea.SERVICE,
    "Social, sundhed og pædagogik": SubjectArea.SOCIAL_CARE,
    "Sprog": SubjectArea.LANGUAGES,
    "Transport og lager": SubjectArea.TRANSPORT,
}
"""The labels of the file's column ``theme_editorial``. A label that is not here refuses its row."""


def course(look: Lookups) -> Callable[[Row], Record]:
    def record(row: Row) -> Record:
        number, part = row.needed("amu_number"), row.text("part_code")
        if not COURSE_NUMBER.fullmatch(number):
            # A shorter number has probably lost a leading zero; which number it was is not ours to guess.
            raise RowRefusedError("number_has_not_five_characters", number)
        kind = row.needed("kind")
        if kind not in set(CourseKind):
            raise RowRefusedError("unknown_kind_of_course", kind)
        label = row.text("theme_editorial")
        if label not in AREA_OF_LABEL:
            raise RowRefusedError("unknown_subject_area", label)
        return Record(
            {"number": number, "part": part},
            {
                "title": row.needed("title"),
                "title_may_be_cut": row.text("title_may_be_truncated") == "yes",
                "short_label": row.text("short_label"),
                "kind": kind,
                "duration_days": row.amount("duration_days"),
                "lessons": row.amount("lessons"),
                "gives_certificate": row.known("certificate_course"),
                "fee_exempt": row.known("fee_exempt"),
                "rate_class": row.text("day_rate_class") or RateClass.UNKNOWN,
                "competence_field_id": look.competence_field(row.text("fkb_number")),
                "subject_area": AREA_OF_LABEL[label],
                "status_note": row.text("status_note"),
                "seen_from": row.text("evidence_from"),
                "seen_to": row.text("evidence_to"),
                "source": row.text("source"),
                "source_ref": row.text("source_ref"),
            },
            after=_full_price(row),
        )

    return record


def _full_price(row: Row) -> Callable[[Course], bool] | None:
    """The one stated full price of a course, for the one year it was stated. Returns True when something changed."""
    amount, year = row.amount("full_price_dkk"), row.text("full_price_year")
    if amount is None or amount <= PLACEHOLDER or not year.isdecimal():
        return None

    def add_full_price(saved: Course) -> bool:
        values = {"amount": amount, "note": row.text("price_note"), "source": row.text("source")}
        price, new = CourseFullPrice.objects.get_or_create(course=saved, year=int(year), defaults=values)
        changed = not new and any(getattr(price, name) != value for name, value in values.items())
        if changed:
            CourseFullPrice.objects.filter(pk=price.pk).update(**values)
        return new or changed

    return add_full_price


def course_provider(look: Lookups) -> Callable[[Row], Record]:
    def record(row: Row) -> Record:
        return Record(
            {
                "course_id": look.course(row.needed("amu_number"), row.text("part_code")),
                "provider_id": look.provider(row.needed("provider_name")),
            },
            {
                "first_seen": row.text("first_seen"),
                "last_seen": row.text("last_seen"),
                "distance_seen": row.known("distance_learning_seen"),
                "source": row.text("source"),
            },
        )

    return record


def fee_rate(row: Row) -> Record:
    amount = row.amount("per_day")
    if amount is None or amount <= PLACEHOLDER:
        raise RowRefusedError("missing", "per_day")
    return Record(
        {
            "year": row.whole("year"),
            "rate_class": row.needed("rate_class"),
            "valid_from": row.day("valid_from"),
        },
        {
            "per_day": amount,
            "valid_to": row.day("valid_to") if row.text("valid_to") else None,
            "source": row.needed("source"),
        },
    )


def place_of(look: Lookups, places: dict[tuple[int, str, str], int], row: Row, provider_id: int) -> int:
    """The location a run names, made from the run's own address when no file lists it."""
    key = (provider_id, row.needed("street"), row.needed("postal_code"))
    if key not in places:
        made = Location.objects.create(
            provider_id=provider_id,
            street=key[1],
            postal_code=key[2],
            city=row.needed("city"),
            source=row.text("source"),
        )
        places[key] = made.pk
    return places[key]


def synonym(row: Row) -> Record:
    term, means = row.needed("term"), row.needed("means")
    try:
        check_pair(term, means)
    except CodedError as error:
        raise RowRefusedError(error.code, term) from error
    is_near = row.text("near") == "yes"
    return Record({"term": term, "means": means}, {"folded": asked_as(term)}, first={"is_near": is_near})


def synonym_taken_away() -> Callable[[Record], str]:
    """What staff have taken off the list stays off it, whatever the file says.

    Asked after the table has been read: a row that goes in between is there or known to be gone.
    """
    gone = cache(taken_away)

    def why(record: Record) -> str:
        pair = asked_as(record.key["term"]), asked_as(record.key["means"])
        return "staff_took_it_away" if pair in gone() else ""

    return why
