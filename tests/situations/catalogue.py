"""Schools, courses and classes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from amu import clock
from courses.enums import DeliveryForm, ProviderKind, RunStatus, SubjectArea
from courses.fees.rules import RateClass
from courses.models import Course, CourseRun, FeeRate, Location, Provider, RunCourse

NOW = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)  # a Tuesday; noon in Denmark


TODAY = date(2026, 9, 1)


AFTER_CLASS = datetime(2026, 10, 2, 14, 0, tzinfo=UTC)  # the last day of the usual class


_number = count(1)


def provider(**fields):
    n = next(_number)
    values = {
        "key": f"school-{n}",
        "name": f"Skole {n}",
        "kind": ProviderKind.VOCATIONAL_SCHOOL,
        "street": "Skolevej 1",
        "postal_code": "5000",
        "city": "Odense C",
        "address_sourced": True,
    }
    return Provider.objects.create(**{**values, **fields})


def course(**fields):
    n = next(_number)
    values = {
        "number": f"{40000 + n:05d}",
        "title": f"Kursus {n}",
        "duration_days": Decimal(2),
        "subject_area": SubjectArea.TRANSPORT,
    }
    return Course.objects.create(**{**values, **fields})


def rate(year=2026, per_day="218.00"):
    return FeeRate.objects.get_or_create(
        year=year,
        rate_class=RateClass.SINGLE,
        valid_from=date(year, 1, 1),
        defaults={"per_day": Decimal(per_day), "valid_to": date(year, 12, 31), "source": "test"},
    )[0]


def location(school=None, **fields):
    at = school or provider()
    values = {"street": f"Skolevej {next(_number)}", "postal_code": at.postal_code, "city": at.city}
    return Location.objects.create(provider=at, **{**values, **fields})


def run(*, courses=None, school=None, full_price=None, **fields):
    """A published run of one two-day course in a month's time, with ten seats."""
    rate()
    school = school or provider()
    carried = courses or [course()]
    n = next(_number)
    values = {
        "booking_code": f"TEST-{n}",
        "provider": school,
        "location": location(school),
        "title": carried[0].title,
        "starts_on": TODAY + timedelta(days=30),
        "ends_on": TODAY + timedelta(days=31),
        "enrol_by": TODAY + timedelta(days=23),
        "hours": "08.00–15.24",
        "form": DeliveryForm.DAY,
        "capacity": 10,
        "status": RunStatus.PUBLISHED,
    }
    made = CourseRun.objects.create(**{**values, **fields})
    for position, item in enumerate(carried):
        RunCourse.objects.create(
            run=made, course=item, position=position, days=item.duration_days or 1, full_price=full_price
        )
    return made


def at_ten(day):
    """Ten o'clock in UTC: noon in Denmark, in summer."""
    return datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)


def begins_today(where):
    """The class, for which nobody can apply any more, begins today after all."""
    today = clock.today()
    CourseRun.objects.filter(pk=where.pk).update(starts_on=today, ends_on=today, enrol_by=today)
