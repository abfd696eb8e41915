"""Courses, extras and places as staff write them: a line of text each, in forms and in spreadsheets."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
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
    BAD_FORM = "bad_form"
    NOT_YES_OR_NO = "not_yes_or_no"
    BAD_CHARACTERS = "bad_characters"
    TOO_LONG = "too_long"
    MISSING = "missing"
    CODE_UNKNOWN = "code_unknown"
    CLASS_TWICE = "class_twice"
    CLASSES_ALIKE = "classes_alike"
    CHANGED_MEANWHILE = "changed_meanwhile"


def read_courses(lines: Iterable[str], *, before: Iterable[Carried] = ()) -> tuple[Carried, ...]:
    """``number; days; price for the target group; full price``; all but the number may be left out.

    What is left out of a course that the class had ``before`` stays as it was. Raises CodedError with the course it is
    about. One query for each line.
    """
    had = {row.course_id: row for row in before}
    carried = [_course(line, had) for line in lines if line.strip()]
    seen: set[int] = set()
    for row in carried:
        if row.course_id in seen:
            raise CodedError(RowError.COURSE_TWICE)
        seen.add(row.course_id)
    return tuple(carried)


def _course(line: str, had: Mapping[int, Carried]) -> Carried:
    number, days, target, full = [*(part.strip() for part in line.split(";")), "", "", ""][:4]
    code, _, part = number.upper().partition("-")
    course = Course.objects.filter(number=code, part=part).first()
    if course is None:
        raise CodedError(RowError.COURSE_UNKNOWN, course=number[:20])
    was = had.get(course.pk, Carried(course.pk, course.duration_days or Decimal(0)))
    lasts = to_ore(read_amount(days) if days else was.days)
    if not 0 < lasts < LONGEST:
        raise CodedError(RowError.DAYS_MISSING, course=course.code)
    return replace(
        was,
        days=lasts,
        target_price=read_price(target) if target else was.target_price,
        full_price=read_price(full) if full else was.full_price,
    )


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
