"""The pages search engines may know: nothing invented, nothing over, nothing personal."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max

from courses.classes.models import Course, CourseRun
from courses.enums import RunStatus
from courses.schools.models import Provider

BLOCK = 10_000  # classes in one file of the site map, by id; two addresses each, 50,000 allowed


def course_codes() -> Iterator[str]:
    for number, part in Course.objects.filter(is_demo=False).order_by("pk").values_list("number", "part"):
        yield f"{number}-{part}" if part else number


def provider_keys() -> Iterator[str]:
    return Provider.objects.filter(is_demo=False).order_by("pk").values_list("key", flat=True).iterator()


def class_blocks() -> int:
    """How many files the classes fill. One query, by index."""
    last = CourseRun.objects.aggregate(last=Max("pk"))["last"] or 0
    return -(-last // BLOCK)


def class_codes(block: int, *, today: date) -> Iterator[str]:
    """Booking codes of the coming classes in that block."""
    first = block * BLOCK
    return (
        CourseRun.objects.filter(pk__gt=first, pk__lte=first + BLOCK)
        .filter(status=RunStatus.PUBLISHED, is_demo=False, starts_on__gte=today)
        .order_by("pk")
        .values_list("booking_code", flat=True)
        .iterator()
    )
