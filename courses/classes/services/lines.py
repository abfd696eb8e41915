"""Courses, extras and places as staff write them: a line of text each, in forms and in spreadsheets."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from amu.kernel.errors import CodedError
from amu.kernel.money import read_amount, to_ore
from courses.classes.models import Course
from courses.classes.services.content import Carried, Extra
from courses.schools.models import Location, PostalCode

PLACE = re.compile(r"(?P<street>.{2,120}?),\s*(?P<code>\d{4})\s+(?P<city>\S.{0,59})")
LONGEST = 1000  # days


class RowError(StrEnum):
    """What may be wrong with something written about a class."""

    COURSE_UNKNOWN = "course_unknown"
    COURSE_TWICE = "course_twice"
    DAYS_MISSING = "days_missing"
    EXTRA_UNCLEAR = "extra_unclear"
    BAD_AMOUNT = "bad_amount"
    AMOUNT_HAS_TWO_MEANINGS = "amount_has_two_meanings"
    BAD_DATE = "bad_date"
    PLACE_UNCLEAR = "place_unclear"
    POSTAL_CODE_UNKNOWN = "postal_code_unknown"
    BAD_NUMBER = "bad_number"
    BAD_CHOICE = "bad_choice"
    MISSING = "missing"


def read_courses(lines: Iterable[str]) -> tuple[Carried, ...]:
    """``number; days; price for the target group; full price``; all but the number may be left out.

    Raises CodedError with the course it is about. One query for each line.
    """
    carried = [_course(line) for line in lines if line.strip()]
    seen: set[int] = set()
    for row in carried:
        if row.course_id in seen:
            raise CodedError(RowError.COURSE_TWICE)
        seen.add(row.course_id)
    return tuple(carried)


def _course(line: str) -> Carried:
    number, days, target, full = [*(part.strip() for part in line.split(";")), "", "", ""][:4]
    code, _, part = number.upper().partition("-")
    course = Course.objects.filter(number=code, part=part).first()
    if course is None:
        raise CodedError(RowError.COURSE_UNKNOWN, course=number[:20])
    lasts = to_ore(read_amount(days) if days else course.duration_days or 0)
    if not 0 < lasts < LONGEST:
        raise CodedError(RowError.DAYS_MISSING, course=course.code)
    return Carried(course.pk, lasts, read_price(target), read_price(full))


def read_extras(lines: Iterable[str]) -> tuple[Extra, ...]:
    """``amount; what it is for``. Raises CodedError."""
    extras = []
    for line in lines:
        if not line.strip():
            continue
        amount, _, what = line.partition(";")
        price = read_price(amount)
        if not price or not what.strip():
            raise CodedError(RowError.EXTRA_UNCLEAR, line=line.strip()[:60])
        extras.append(Extra(price, what.strip()[:200]))
    return tuple(extras)


def read_price(text: str) -> Decimal | None:
    return to_ore(read_amount(text)) if text.strip() else None


def save_place(text: str, *, provider_id: int) -> int:
    """The school's location with that address, made if it is new: ``Skolevej 1, 5000 Odense C``.

    Raises CodedError for an address without street or with a postal code nobody has.
    """
    found = PLACE.fullmatch(" ".join(text.split()))
    if found is None:
        raise CodedError(RowError.PLACE_UNCLEAR, place=text.strip()[:60])
    postal = PostalCode.objects.filter(code=found["code"]).first()
    if postal is None:
        raise CodedError(RowError.POSTAL_CODE_UNKNOWN, postal_code=found["code"])
    location, _ = Location.objects.get_or_create(
        provider_id=provider_id,
        street=found["street"],
        postal_code=postal.code,
        defaults={
            "city": found["city"],
            "municipality_id": postal.municipality_id,
            "latitude": postal.latitude,
            "longitude": postal.longitude,
            "source": "the school",
        },
    )
    return location.pk
