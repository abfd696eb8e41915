"""What an officer records of a whole class at once: results and attendance, all of it or nothing."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from amu.journal.services import Actor
from courses.classes.selectors import lock_run
from enrolment.models import Attendance, CourseResult
from enrolment.services.attendance import Mark, note_attendance
from enrolment.services.results import NewResult, record_results


class ChangedMeanwhileError(Exception):
    """Somebody else has recorded something that this would overwrite unseen."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many results, and how many notes of attendance, were new or other than before."""

    results: int
    notes: int


@transaction.atomic
def record_class(
    run_id: int,
    results: Collection[NewResult],
    marks: Collection[Mark],
    *,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Recorded:
    """Record what was changed on the page of a class. ``reason`` goes with everything that is corrected.

    Each change names the version that it is based on. Raises ChangedMeanwhileError where another version has come since,
    and what ``record_results`` and ``note_attendance`` raise; then nothing is recorded.
    """
    lock_run(run_id)  # everybody who records in the class waits for this
    if any(_changed_since(run_id, results, marks)):
        raise ChangedMeanwhileError(run_id)
    return Recorded(
        record_results(results, reason=reason, actor=actor, now=now),
        note_attendance(run_id, marks, reason=reason, actor=actor, now=now),
    )


def _changed_since(run_id: int, results: Collection[NewResult], marks: Collection[Mark]) -> Iterator[bool]:
    rows = CourseResult.objects.filter(application__run_id=run_id, is_current=True)
    newest = {(pk, course): version for pk, course, version in rows.values_list(
        "application", "run_course", "version"
    )}  # fmt: skip
    for one in results:
        yield newest.get((one.application_id, one.run_course_id), 0) != one.based_on
    notes = Attendance.objects.filter(application__run_id=run_id, is_current=True)
    latest = {(pk, day): version for pk, day, version in notes.values_list("application", "day", "version")}
    for mark in marks:
        yield latest.get((mark.application_id, mark.day), 0) != mark.based_on
