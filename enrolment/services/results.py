"""How it went, course by course. A pass is what a certificate rests on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from amu.journal.services import Actor, record
from amu.outbox.services import enqueue
from enrolment.enums import ApplicationState, ResultOutcome
from enrolment.models import CourseResult
from enrolment.services.locking import lock_application

RECORDED = "result.recorded"
PASSED = "enrolment.course_passed"

_on_correction: list[Callable[[int, Actor, datetime], None]] = []


class NotAParticipantError(Exception):
    """Only somebody who was admitted has a result."""


class WrongCourseError(Exception):
    """The run does not carry that course."""


class TooEarlyError(Exception):
    """A result before the first day of the class would be a mistake."""


def follow_corrections(follow: Callable[[int, Actor, datetime], None]) -> None:
    """Have ``follow`` called with the id of each result that is corrected, in the commit that corrects it."""
    _on_correction.append(follow)


@transaction.atomic
def record_result(
    application_id: int,
    *,
    run_course_id: int,
    outcome: ResultOutcome,
    assessed_on: date,
    actor: Actor,
    now: datetime,
) -> CourseResult:
    """Record or correct one result. The same result again changes nothing.

    What rested on a corrected result is taken back in the same commit by those who follow corrections.

    Raises NotAParticipantError, WrongCourseError, TooEarlyError.
    """
    run, application = lock_application(application_id)
    if application.state != ApplicationState.ADMITTED:
        raise NotAParticipantError(application.ref)
    if run_course_id not in {course.run_course_id for course in run.courses}:
        raise WrongCourseError(run_course_id)
    if assessed_on < run.starts_on:
        raise TooEarlyError(assessed_on.isoformat())
    current = CourseResult.objects.filter(
        application=application, run_course_id=run_course_id, is_current=True
    ).first()
    if current and (current.outcome, current.assessed_on) == (outcome, assessed_on):
        return current
    if current:
        CourseResult.objects.filter(pk=current.pk).update(is_current=False)
    result = CourseResult.objects.create(
        application=application,
        run_course_id=run_course_id,
        version=1 + (current.version if current else 0),
        outcome=outcome,
        assessed_on=assessed_on,
        recorded_by_id=actor.signed_by,
        recorded_at=now,
    )
    record(
        RECORDED,
        about=f"result:{result.pk}",
        case=application.ref,
        person_id=application.person_id,
        actor=actor,
        facts={"outcome": str(outcome), "run_course": run_course_id, "version": result.version},
        now=now,
    )
    if current:
        for follow in _on_correction:
            follow(current.pk, actor, now)
    if outcome == ResultOutcome.PASSED:
        enqueue(PASSED, dedup_key=f"{PASSED}:{result.pk}", payload={"result": result.pk}, now=now)
    return result


@dataclass(frozen=True, slots=True)
class NewResult:
    """How one course of a class went for one participant."""

    application_id: int
    run_course_id: int
    outcome: ResultOutcome
    assessed_on: date


@transaction.atomic
def record_results(results: Iterable[NewResult], *, actor: Actor, now: datetime) -> int:
    """Record or correct several results of one class, or none of them; how many were new or other than before.

    Raises what ``record_result`` raises.
    """
    changed = 0
    for one in sorted(results, key=lambda one: (one.application_id, one.run_course_id)):
        made = record_result(
            one.application_id,
            run_course_id=one.run_course_id,
            outcome=one.outcome,
            assessed_on=one.assessed_on,
            actor=actor,
            now=now,
        )
        changed += made.recorded_at == now
    return changed


def lock_result(result_id: int) -> None:
    """Nobody corrects the result until the caller's transaction ends. Raises CourseResult.DoesNotExist."""
    CourseResult.objects.select_for_update(of=("self",), no_key=True).get(pk=result_id)
