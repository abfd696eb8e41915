"""A small catalogue on 1 September 2026: what is known, what is not, and classes in every state."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from courses.enums import DeliveryForm, Known, ProviderKind, RunStatus
from courses.fees.rules import RateClass
from courses.models import (
    Course,
    CourseFullPrice,
    CourseProvider,
    CourseRun,
    FeeRate,
    Location,
    Municipality,
    PostalCode,
    Provider,
    RunCourse,
    RunSupplement,
)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-09-01T10:00:00+02:00", tick=False):
        yield


@pytest.fixture
def places(db):
    rows = [
        ("0751", "Aarhus", "1082", "Region Midtjylland", "8000", 56.16, 10.2),
        ("0621", "Kolding", "1083", "Region Syddanmark", "6000", 55.49, 9.47),
    ]
    made = {}
    for code, name, region_code, region, postal, latitude, longitude in rows:
        made[name] = Municipality.objects.create(
            code=code,
            name=name,
            full_name=name,
            region_code=region_code,
            region_name=region,
            latitude=latitude,
            longitude=longitude,
        )
        PostalCode.objects.create(
            code=postal, city=name, municipality=made[name], latitude=latitude, longitude=longitude
        )
    return made


@pytest.fixture
def school(places):
    return new_school("amu-syd", "AMU SYD", places["Kolding"], address_sourced=True)


def new_school(key, name, municipality, **facts):
    return Provider.objects.create(
        key=key,
        name=name,
        kind=ProviderKind.AMU_CENTRE,
        street="Skolevej 1",
        postal_code="6000",
        city=municipality.name,
        municipality=municipality,
        **facts,
    )


@pytest.fixture
def courses(school):
    FeeRate.objects.create(
        year=2026,
        rate_class=RateClass.SINGLE,
        per_day=Decimal(218),
        valid_from=date(2026, 1, 1),
        source="test",
    )
    rows = [
        Course(
            number="47592",
            title="Gaffeltruck certifikatkursus B, 7 dage",
            duration_days=7,
            gives_certificate=Known.YES,
            subject_area="transport",
        ),
        Course(
            number="22906", title="Sikkerhed v. asbestarbejde", duration_days=2, subject_area="construction"
        ),
        Course(
            number="40002",
            title="Markedsføringsplanen i detail- og handelserhvervet",
            title_may_be_cut=True,
            seen_to="2021-08",
        ),
        Course(number="49041", part="B", title="Tag og kviste", duration_days=3),
        Course(number="49041", part="C", title="Ovenlys", duration_days=3),
    ]
    made = {course.code: course for course in Course.objects.bulk_create(rows)}
    CourseFullPrice.objects.create(course=made["22906"], year=2026, amount=Decimal("1508.60"))
    CourseProvider.objects.create(course=made["47592"], provider=school, last_seen="2023-01")
    return made


@pytest.fixture
def new_run(courses, school, places):
    """Make a class of 22906 with facts of its own; open and with seats unless told otherwise."""

    def make(code, *, carries="22906", full_price=None, supplements=(), place="Kolding", **facts):
        facts = {
            "title": courses[carries].title,
            "provider": school,
            "starts_on": date(2026, 9, 29),
            "ends_on": date(2026, 9, 30),
            "enrol_by": date(2026, 9, 22),
            "hours": "08:00 - 15:24",
            "form": DeliveryForm.DAY,
            "capacity": 20,
            "seats_elsewhere": 5,
            "seats_elsewhere_on": date(2026, 8, 4),
            "status": RunStatus.PUBLISHED,
            "published_price": Decimal(436),
            "location": Location.objects.get_or_create(
                provider=facts.get("provider", school),
                street=f"{place}vej 3",
                postal_code="1234",
                city=place,
                defaults={"municipality": places.get(place)},
            )[0],
            **facts,
        }
        run = CourseRun.objects.create(booking_code=code, **facts)
        RunCourse.objects.create(run=run, course=courses[carries], days=2, full_price=full_price)
        for explanation, amount in supplements:
            RunSupplement.objects.create(run=run, explanation=explanation, amount=amount)
        return run

    return make
