"""The published runs. Their file has no booking codes, so each gets a stable one marked as ours."""

import base64
import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from courses.classes.models import CourseRun, RunCourse, RunSupplement
from courses.enums import DeliveryForm, RunStatus
from courses.loading.sheets import Row, RowRefusedError
from courses.loading.tables import PLACEHOLDER, Lookups, place_of
from courses.loading.upsert import Record
from courses.schools.models import Location

SEATS_COUNTED_ON = date(2026, 8, 4)
FORMS = {
    "Dagundervisning": DeliveryForm.DAY,
    "Aftenundervisning": DeliveryForm.EVENING,
    "Weekendundervisning": DeliveryForm.WEEKEND,
    "Fjernundervisning": DeliveryForm.DISTANCE,
}

type Supplements = dict[tuple[int, str, date], list[tuple[Decimal, str, str]]]


def booking_code(number: str, *parts: object) -> str:
    """The same run gives the same code on every machine and in every year."""
    digest = hashlib.sha256("|".join(str(part) for part in (number, *parts)).encode()).digest()
    return f"{number}-{base64.b32encode(digest).decode()[:7]}"


def supplements(rows: list[Row], look: Lookups) -> Supplements:
    """Supplements by provider, course and first day. Raises RowRefusedError for a row that names no provider."""
    table: Supplements = {}
    for row in rows:
        key = (look.provider(row.needed("provider_name")), row.needed("amu_number"), row.day("start_date"))
        amount = row.amount("amount_dkk")
        if amount:
            table.setdefault(key, []).append((amount, row.text("reason"), row.text("explanation")))
    return table


def run(look: Lookups, extras: Supplements) -> Callable[[Row], Record]:
    places = {
        (pk_provider, street, code): pk
        for pk, pk_provider, street, code in Location.objects.values_list(
            "pk", "provider_id", "street", "postal_code"
        )
    }

    theirs = set(CourseRun.objects.filter(version__gt=1).values_list("booking_code", flat=True))

    def record(row: Row) -> Record:
        number = row.needed("amu_number")
        course_id = look.course(number, "")
        provider_id = look.provider(row.needed("provider_name"))
        starts_on, days = row.day("start_date"), row.amount("days")
        if not days:
            raise RowRefusedError("missing", "days")
        taken_elsewhere, capacity = row.whole("enrolled"), row.whole("capacity")
        if taken_elsewhere > capacity:
            raise RowRefusedError("more_enrolled_than_seats", f"{taken_elsewhere} of {capacity}")
        extra = extras.get((provider_id, number, starts_on), [])
        price = _own_price(row, extra)
        # The provider's published name: a database id would differ from machine to machine.
        code = booking_code(
            number, row.text("provider_name"), starts_on, row.needed("street"), row.needed("postal_code")
        )
        if code in theirs:
            # What the school has changed or cancelled since is newer than the file.
            raise RowRefusedError("changed_by_the_school", code)
        return Record(
            {"booking_code": code},
            {
                "provider_id": provider_id,
                "location_id": place_of(look, places, row, provider_id),
                "title": row.needed("session_title"),
                "starts_on": starts_on,
                "ends_on": row.day("end_date"),
                "enrol_by": row.day("enrol_deadline") if row.text("enrol_deadline") else None,
                "hours": row.text("hours").replace(" ", "").replace("-", "–").replace(":", "."),
                "form": FORMS.get(row.text("delivery_form"), DeliveryForm.UNKNOWN),
                "in_foreign_language": row.text("delivery_form") == "På fremmedsprog",
                "capacity": capacity,
                "seats_elsewhere": taken_elsewhere,
                "seats_elsewhere_on": SEATS_COUNTED_ON,
                "minimum": row.whole("min_participants") if row.text("min_participants") else None,
                "is_guaranteed": row.text("guaranteed") == "yes",
                "status": RunStatus.CANCELLED if row.text("cancelled") == "yes" else RunStatus.PUBLISHED,
                "published_price": price,
                "source": row.text("source"),
            },
            after=_carries(course_id, days, extra),
        )

    return record


def _own_price(row: Row, extra: list[tuple[Decimal, str, str]]) -> Decimal | None:
    """The published sum includes the supplements; what is left after they are subtracted is the fee itself."""
    total = row.amount("norm_price_dkk")
    if total is None or total <= PLACEHOLDER:
        return None
    own = total - sum((amount for amount, _, _ in extra), Decimal(0))
    if own <= 0:
        raise RowRefusedError("supplements_exceed_price", f"{total}")
    return own


def _carries(
    course_id: int, days: Decimal, extra: list[tuple[Decimal, str, str]]
) -> Callable[[CourseRun], bool]:
    """The run's course and supplements. Returns True when something changed."""

    def add_parts(saved: CourseRun) -> bool:
        carried, new = RunCourse.objects.get_or_create(
            run=saved, course_id=course_id, defaults={"days": days}
        )
        changed = not new and carried.days != days
        if changed:
            RunCourse.objects.filter(pk=carried.pk).update(days=days)
        for amount, reason, explanation in extra:
            _, added = RunSupplement.objects.get_or_create(
                run=saved, explanation=explanation, defaults={"amount": amount, "reason": reason}
            )
            changed = changed or added
        return new or changed

    return add_parts
