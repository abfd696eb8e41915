"""What is due about seats that companies have booked: a reminder to name people, and what is released."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from amu import clock
from courses.classes.selectors import lock_run, many_run_facts
from enrolment.enums import BookedState, NoticeCode, ReleasedBecause
from enrolment.models import BookedSeat, Booking
from enrolment.models.booking import STATES_WITH_BOOKED_SEAT
from enrolment.rules.naming import REMINDED_BEFORE
from enrolment.services.booked_seats import release_all, tell_booker
from enrolment.services.line import promote

MOST_A_DAY = 200  # classes; the next day's run takes the rest


@transaction.atomic
def remind_to_name(now: datetime) -> int:
    """Tell whoever booked, three days before the last day to name people, that seats are still open; how many bookings."""
    today = clock.danish_date(now)
    rows = Booking.objects.filter(
        seats__state=BookedState.OPEN, name_by__range=(today, today + REMINDED_BEFORE)
    )
    found = list(rows.distinct().order_by("pk"))
    for booking in found:
        tell_booker(NoticeCode.SEATS_TO_NAME, booking, booking.name_by.isoformat(), now)
    return len(found)


@transaction.atomic
def release_overdue(now: datetime) -> int:
    """Take back open seats whose day has passed, and what nobody has applied on when the class begins.

    Whoever waits gets what is freed, as long as the class can be joined. How many seats were released.
    """
    today, released = clock.danish_date(now), 0
    for run_id in _with_something_overdue(today):
        run = lock_run(run_id)
        held = BookedSeat.objects.all()
        if not run.can_be_joined_on(today):
            unnamed = held.filter(state=BookedState.OPEN)
            released += release_all(run, unnamed, ReleasedBecause.NOT_NAMED, now=now)
            released += release_all(run, held, ReleasedBecause.NOT_CONFIRMED, now=now)
            continue
        late = held.filter(state=BookedState.OPEN, booking__name_by__lt=today)
        released += release_all(run, late, ReleasedBecause.NOT_NAMED, now=now)
        promote(run, now=now)
    return released


def _with_something_overdue(today: date) -> list[int]:
    """Ids of classes, in the order of their locks. A cancelled class is not of them: its own message releases it."""
    held = BookedSeat.objects.filter(state__in=STATES_WITH_BOOKED_SEAT)
    late = Q(state=BookedState.OPEN, booking__name_by__lt=today)
    rows = held.filter(late | Q(run__starts_on__lte=today)).order_by("run_id")
    ids = list(rows.values_list("run_id", flat=True).distinct()[:MOST_A_DAY])
    runs = many_run_facts(set(ids))
    overdue = set(held.filter(late, run_id__in=ids).values_list("run_id", flat=True))
    return [pk for pk in ids if not runs[pk].is_cancelled and (pk in overdue or runs[pk].join_by < today)]
