"""A school's own system tells how many seats of a class it has sold."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from amu import clock
from amu.journal.services import SYSTEM
from amu.kernel.errors import CodedError
from courses.classes.models import CourseRun, SchoolKey, SeatCount
from courses.classes.services.runs import MORE_SEATS, tell_of, write_run
from courses.enums import RunAct, RunStatus


class CountFault(StrEnum):
    """Why a count is not taken."""

    OVERSOLD = "count_oversold"
    OLDER = "count_older"
    IN_FUTURE = "count_in_future"
    CLASS_CANCELLED = "count_class_cancelled"
    CLASS_OVER = "count_class_over"
    NAME_USED = "count_name_used"


class CountRefusedError(CodedError):
    """Carries a CountFault and its facts."""


@dataclass(frozen=True, slots=True)
class Count:
    """``name`` is the idempotency key of the request; empty: none."""

    seats: int
    counted_on: date
    name: str = ""


@transaction.atomic
def take_count(run_id: int, count: Count, *, key: SchoolKey, now: datetime) -> CourseRun:
    """Store how many seats were sold elsewhere on that day; what becomes free goes to the line first.

    The same name again changes nothing, whatever has happened since. The journal and the class's version follow only
    where the number changed. Raises CountRefusedError.
    """
    run = CourseRun.objects.select_for_update(of=("self",), no_key=True).get(pk=run_id)
    if count.name and (before := SeatCount.objects.filter(key=key, name=count.name).first()):
        if (before.run_id, before.seats, before.counted_on) != (run.pk, count.seats, count.counted_on):
            raise CountRefusedError(CountFault.NAME_USED)
        return run
    _refuse(run, count, today=clock.danish_date(now))
    gained = run.seats_elsewhere - count.seats
    if gained:
        columns = {"seats_elsewhere": count.seats, "seats_elsewhere_on": count.counted_on}
        facts = {"changed": ["seats_elsewhere"], "seats_elsewhere": count.seats, "key": key.prefix}
        write_run(run, columns, RunAct.CHANGED, SYSTEM, now, facts=facts)
        if gained > 0 and run.status == RunStatus.PUBLISHED:
            tell_of(run, MORE_SEATS, now)
    else:
        run.seats_elsewhere_on = count.counted_on
        run.save(update_fields=["seats_elsewhere_on"])
    if count.name:
        SeatCount.objects.create(
            key=key, run=run, name=count.name, seats=count.seats, counted_on=count.counted_on, at=now
        )
    return run


def _refuse(run: CourseRun, count: Count, *, today: date) -> None:
    if run.status == RunStatus.CANCELLED:
        raise CountRefusedError(CountFault.CLASS_CANCELLED)
    if run.ends_on < today:
        raise CountRefusedError(CountFault.CLASS_OVER)
    if count.counted_on > today:
        raise CountRefusedError(CountFault.IN_FUTURE)
    if run.seats_elsewhere_on and count.counted_on < run.seats_elsewhere_on:
        raise CountRefusedError(CountFault.OLDER, day=run.seats_elsewhere_on.isoformat())
    most = run.capacity - run.seats_taken
    if count.seats > most:
        facts = {"capacity": run.capacity, "here": run.seats_taken, "most": most, "seats": count.seats}
        raise CountRefusedError(CountFault.OVERSOLD, **facts)
