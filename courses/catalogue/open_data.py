"""The open data sets: what each holds, from whom, and its rows one by one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from courses.catalogue.rules.open_data import may_be_given_on
from courses.classes.models import CompetenceField, Course, CourseProvider, CourseRun
from courses.enums import RunStatus
from courses.fees.models import FeeRate
from courses.loading.models import DataSource
from courses.schools.models import Provider

type OpenRow = Mapping[str, Any]

CHUNK = 500
SAMPLES = ("STIL.ServiceClient", "STIL VEU sample")


@dataclass(frozen=True, slots=True)
class OpenSet:
    """``origin`` is the key of the source whose terms decide; empty: written here by the schools."""

    key: str
    origin: str
    columns: tuple[str, ...]
    rows: Callable[[date], Iterator[OpenRow]]


def read_set(data: OpenSet, *, today: date) -> Iterator[OpenRow]:
    """The rows, or none at all while the source they come from is not cleared for passing on."""
    if data.origin and not DataSource.objects.filter(key=data.origin, in_open_data=True).exists():
        return iter(())
    return data.rows(today)


def attributions() -> list[str]:
    rows = DataSource.objects.filter(in_open_data=True).exclude(attribution="").order_by("key")
    return list(rows.values_list("attribution", flat=True))


def _courses(today: date) -> Iterator[OpenRow]:
    for row in Course.objects.filter(is_demo=False).order_by("number", "part").iterator(CHUNK):
        if may_be_given_on(row.source, must_name=SAMPLES):
            yield {
                "number": row.number,
                "part": row.part,
                "title": row.title,
                "title_may_be_cut": row.title_may_be_cut,
                "kind": row.kind,
                "duration_days": row.duration_days,
                "lessons": row.lessons,
                "gives_certificate": row.gives_certificate,
                "competence_field": row.competence_field_id or "",
                "subject_area": row.subject_area,
                "seen_from": row.seen_from,
                "seen_to": row.seen_to,
                "source": row.source,
            }


def _seen(today: date) -> Iterator[OpenRow]:
    rows = CourseProvider.objects.select_related("course", "provider").filter(
        course__is_demo=False, provider__is_demo=False
    )
    for row in rows.order_by("course__number", "course__part", "provider__key").iterator(CHUNK):
        if may_be_given_on(row.source, must_name=SAMPLES):
            yield {
                "number": row.course.number,
                "part": row.course.part,
                "provider": row.provider.key,
                "provider_name": row.provider.name,
                "first_seen": row.first_seen,
                "last_seen": row.last_seen,
                "distance_seen": row.distance_seen,
                "source": row.source,
            }


def _providers(today: date) -> Iterator[OpenRow]:
    for row in Provider.objects.filter(is_demo=False).order_by("key").iterator(CHUNK):
        if may_be_given_on(row.source):
            address = row.address_sourced
            yield {
                "key": row.key,
                "name": row.name,
                "kind": row.kind,
                "institution_number": row.institution_number,
                "street": row.street if address else "",
                "postal_code": row.postal_code if address else "",
                "city": row.city if address else "",
                "website": row.website,
                "source": row.source,
            }


def _fields(today: date) -> Iterator[OpenRow]:
    for row in CompetenceField.objects.order_by("number").iterator(CHUNK):
        if may_be_given_on(row.source):
            yield {"number": row.number, "name": row.name, "status": row.status, "source": row.source}


def _rates(today: date) -> Iterator[OpenRow]:
    for row in FeeRate.objects.order_by("year", "rate_class", "valid_from").iterator(CHUNK):
        if may_be_given_on(row.source):
            yield {
                "year": row.year,
                "rate_class": row.rate_class,
                "per_day": row.per_day,
                "valid_from": row.valid_from,
                "valid_to": row.valid_to,
                "source": row.source,
            }


def _classes(today: date) -> Iterator[OpenRow]:
    """Coming classes that schools published here. Those from elsewhere name a source and stay."""
    runs = (
        CourseRun.objects.filter(status=RunStatus.PUBLISHED, starts_on__gte=today, is_demo=False, source="")
        .select_related("provider", "location")
        .prefetch_related("run_courses__course")
        .order_by("starts_on", "pk")
    )
    for run in runs.iterator(CHUNK):
        place = run.location
        yield {
            "booking_code": run.booking_code,
            "courses": " ".join(row.course.code for row in run.run_courses.all()),
            "title": run.title,
            "provider": run.provider.key,
            "street": place.street if place else "",
            "postal_code": place.postal_code if place else "",
            "city": place.city if place else "",
            "starts_on": run.starts_on,
            "ends_on": run.ends_on,
            "enrol_by": run.enrol_by,
            "hours": run.hours,
            "form": run.form,
            "capacity": run.capacity,
            "seats_left": max(0, run.seats_left),
            "minimum": run.minimum,
            "is_guaranteed": run.is_guaranteed,
            "published_price": run.published_price,
        }


SETS: Mapping[str, OpenSet] = {
    data.key: data
    for data in (
        OpenSet(
            "courses",
            "stil-samples",
            (
                "number", "part", "title", "title_may_be_cut", "kind", "duration_days", "lessons",
                "gives_certificate", "competence_field", "subject_area", "seen_from", "seen_to", "source",
            ),
            _courses,
        ),
        OpenSet(
            "courses-seen",
            "stil-samples",
            (
                "number", "part", "provider", "provider_name", "first_seen", "last_seen", "distance_seen",
                "source",
            ),
            _seen,
        ),
        OpenSet(
            "providers",
            "providers",
            (
                "key", "name", "kind", "institution_number", "street", "postal_code", "city", "website",
                "source",
            ),
            _providers,
        ),
        OpenSet("competence-fields", "fkb", ("number", "name", "status", "source"), _fields),
        OpenSet(
            "fee-rates",
            "fee-rates",
            ("year", "rate_class", "per_day", "valid_from", "valid_to", "source"),
            _rates,
        ),
        OpenSet(
            "classes",
            "",
            (
                "booking_code", "courses", "title", "provider", "street", "postal_code", "city", "starts_on",
                "ends_on", "enrol_by", "hours", "form", "capacity", "seats_left", "minimum", "is_guaranteed",
                "published_price",
            ),
            _classes,
        ),
    )
}  # fmt: skip
