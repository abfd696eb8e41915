"""Plausible runs for trying the system out. Every one is marked as demonstration data."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from courses.classes.models import CourseProvider, CourseRun
from courses.enums import DeliveryForm, RunStatus
from courses.schools.models import Location

REAL_COURSE = "22906"  # has real runs, and needs no invented ones
PER_DAY = Decimal(218)  # what the published runs of 2026-2028 cost a day
HOURS = {
    DeliveryForm.DAY: "08.00–15.24",
    DeliveryForm.EVENING: "17.00–20.42",
    DeliveryForm.WEEKEND: "09.00–16.24",
    DeliveryForm.DISTANCE: "08.00–15.24",
}
WEEKDAYS = 5
CENT = Decimal("0.01")

RUN_COLUMNS = (
    "id, booking_code, booking_code_is_ours, provider_id, location_id, title, starts_on, ends_on, enrol_by, hours, "
    "form, in_foreign_language, capacity, seats_elsewhere, seats_taken, minimum, is_guaranteed, status, "
    "published_price, asks_school_for_price, is_demo, source"
)
COURSE_COLUMNS = "run_id, course_id, position, days, target_price, full_price, is_distance"


@dataclass(frozen=True, slots=True)
class Offer:
    """A course at a provider that was seen holding it."""

    course_id: int
    title: str
    days: Decimal
    provider_id: int
    locations: tuple[int, ...]
    distance: bool


@dataclass(frozen=True, slots=True)
class Invented:
    """One run as two rows: the run's own columns and its course's, without the run's id."""

    code: str
    run: tuple[Any, ...]
    course: tuple[Any, ...]


def offers() -> list[Offer]:
    places: dict[int, list[int]] = {}
    for pk, provider_id in Location.objects.order_by("pk").values_list("pk", "provider_id"):
        places.setdefault(provider_id, []).append(pk)
    seen = (
        CourseProvider.objects.exclude(course__number=REAL_COURSE)
        .exclude(course__duration_days=None)
        .select_related("course", "provider")
        .order_by("course__number", "course__part", "provider__key")
    )
    return [
        Offer(
            course_id=row.course_id,
            title=row.course.title,
            days=row.course.duration_days or Decimal(1),
            provider_id=row.provider_id,
            locations=tuple(places.get(row.provider_id, ())),
            distance=row.distance_seen == "yes",
        )
        for row in seen
    ]


def invent(count: int, *, seed: int, first_day: date) -> Iterator[Invented]:
    """``count`` runs, the same for the same seed, first day and catalogue."""
    chance = random.Random(seed)  # noqa: S311 - invented classes, not secrets
    known = offers()
    if not known:
        return
    for number in range(count):
        # Every course gets a run before any gets its second.
        offer = known[number % len(known)]
        yield _invent_one(chance, offer, code=f"DEMO{seed}-{number:06d}", first_day=first_day)


def _invent_one(chance: random.Random, offer: Offer, *, code: str, first_day: date) -> Invented:
    form = _form(chance, offer)
    starts_on = _weekday(first_day + timedelta(days=chance.randrange(3, 540)), weekend=form == "weekend")
    ends_on = _last_day(starts_on, offer.days, form)
    capacity = chance.choice((12, 16, 16, 20, 20, 20, 24, 30))
    minimum = chance.choice((1, 5, 8, 10))
    price = (offer.days * PER_DAY).quantize(CENT, ROUND_HALF_UP)
    full = (offer.days * chance.choice((Decimal("712.50"), Decimal("748.35"), Decimal("831.20")))).quantize(
        CENT, ROUND_HALF_UP
    )
    run = (
        code,
        True,
        offer.provider_id,
        chance.choice(offer.locations) if offer.locations else None,
        offer.title,
        starts_on,
        ends_on,
        starts_on - timedelta(days=chance.choice((0, 1, 3, 7, 7, 14))),
        HOURS[form],
        form.value,
        chance.random() < 0.03,
        capacity,
        min(capacity, int(chance.triangular(0, capacity, 2))),
        0,
        minimum,
        minimum <= WEEKDAYS and chance.random() < 0.5,
        RunStatus.PUBLISHED.value,
        price,
        False,
        True,
        "demonstration data",
    )
    stated = full if chance.random() < 0.8 else None
    return Invented(code, run, (offer.course_id, 0, offer.days, None, stated, form == DeliveryForm.DISTANCE))


def _form(chance: random.Random, offer: Offer) -> DeliveryForm:
    if offer.distance and chance.random() < 0.4:
        return DeliveryForm.DISTANCE
    return chance.choices((DeliveryForm.DAY, DeliveryForm.EVENING, DeliveryForm.WEEKEND), (8, 1, 1))[0]


def _weekday(day: date, *, weekend: bool) -> date:
    if weekend:
        return day + timedelta(days=(WEEKDAYS - day.weekday()) % 7)
    return day if day.weekday() < WEEKDAYS else day + timedelta(days=7 - day.weekday())


def _last_day(starts_on: date, days: Decimal, form: DeliveryForm) -> date:
    whole = max(1, int(days.to_integral_value(rounding="ROUND_CEILING")))
    if form == DeliveryForm.WEEKEND:
        return starts_on + timedelta(days=7 * ((whole - 1) // 2) + (whole - 1) % 2)
    day = starts_on
    for _ in range(whole - 1):
        day = _weekday(day + timedelta(days=1), weekend=False)
    return day


def make_demo(count: int, *, seed: int, first_day: date) -> int:
    """Write the invented runs that are not there yet, by COPY; how many were new.

    They are invented before the transaction begins: a server ends one that idles.
    """
    there = set(
        CourseRun.objects.filter(booking_code__startswith=f"DEMO{seed}-").values_list(
            "booking_code", flat=True
        )
    )
    fresh = [made for made in invent(count, seed=seed, first_day=first_day) if made.code not in there]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        _copy(cursor, fresh)
    return len(fresh)


def _copy(cursor: CursorWrapper, fresh: Sequence[Invented]) -> None:
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence('courses_courserun', 'id')) FROM generate_series(1, %s)",
        [len(fresh)],
    )
    ids = [pk for (pk,) in cursor.fetchall()]
    with cursor.copy(f"COPY courses_courserun ({RUN_COLUMNS}) FROM STDIN") as copy:
        for pk, made in zip(ids, fresh, strict=True):
            copy.write_row((pk, *made.run))
    with cursor.copy(f"COPY courses_runcourse ({COURSE_COLUMNS}) FROM STDIN") as copy:
        for pk, made in zip(ids, fresh, strict=True):
            copy.write_row((pk, *made.course))
