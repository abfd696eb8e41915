"""Who was there, day by day. The only writer of attendance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from amu.journal.services import Actor, record
from courses.classes.selectors import lock_run
from enrolment.enums import ApplicationState, Presence
from enrolment.models import Application, Attendance
from enrolment.services.results import NotAParticipantError, ReasonMissingError, TooEarlyError

NOTED = "attendance.noted"


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether one participant was there on one day. ``based_on`` is the version that was seen; 0 for none."""

    application_id: int
    day: date
    presence: Presence
    based_on: int = 0


@transaction.atomic
def note_attendance(run_id: int, marks: Iterable[Mark], *, reason: str, actor: Actor, now: datetime) -> int:
    """Note or correct the attendance of several people, or of none; how many notes were new or other than before.

    The same again changes nothing. Raises NotAParticipantError for somebody who is not admitted to the class,
    TooEarlyError for a day before it, and ReasonMissingError for a correction without a reason.
    """
    run, wanted = lock_run(run_id), list(marks)
    people = _participants(run_id, wanted)
    if any(mark.day < run.starts_on for mark in wanted):
        raise TooEarlyError(run.booking_code)
    known = {
        (row.application_id, row.day): row
        for row in Attendance.objects.filter(application__run_id=run_id, is_current=True)
    }
    changed = [mark for mark in wanted if _is_news(mark, known)]
    replaced = [known[key].pk for mark in changed if (key := (mark.application_id, mark.day)) in known]
    if replaced and not reason.strip():
        raise ReasonMissingError(run.booking_code)
    Attendance.objects.filter(pk__in=replaced).update(is_current=False)
    Attendance.objects.bulk_create(_row(mark, known, reason.strip(), actor, now) for mark in changed)
    for pk in sorted({mark.application_id for mark in changed}):
        days = {mark.day.isoformat(): str(mark.presence) for mark in changed if mark.application_id == pk}
        record(
            NOTED,
            about=people[pk].ref,
            person_id=people[pk].person_id,
            actor=actor,
            facts={"days": days, **({"reason": reason.strip()} if replaced else {})},
            now=now,
        )
    return len(changed)


def _participants(run_id: int, marks: Iterable[Mark]) -> dict[int, Application]:
    ids = {mark.application_id for mark in marks}
    rows = Application.objects.select_for_update(of=("self",), no_key=True).filter(
        pk__in=ids, run_id=run_id, state=ApplicationState.ADMITTED
    )
    found = {row.pk: row for row in rows.order_by("pk")}
    if left := ids - found.keys():
        raise NotAParticipantError(min(left))
    return found


def _is_news(mark: Mark, known: Mapping[tuple[int, date], Attendance]) -> bool:
    current = known.get((mark.application_id, mark.day))
    return current is None or current.presence != mark.presence


def _row(
    mark: Mark, known: Mapping[tuple[int, date], Attendance], reason: str, actor: Actor, now: datetime
) -> Attendance:
    current = known.get((mark.application_id, mark.day))
    return Attendance(
        application_id=mark.application_id,
        day=mark.day,
        version=1 + (current.version if current else 0),
        presence=mark.presence,
        reason=reason if current else "",
        noted_by_id=actor.signed_by,
        noted_at=now,
    )
