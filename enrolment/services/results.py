"""How it went, course by course. A pass is what a certificate rests on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from amu.journal.services import Actor, record
from amu.outbox.services import enqueue
from enrolment.enums import ApplicationState, ResultOutcome
from enrolment.models import Application, CourseResult
from enrolment.services.locking import lock_application

RECORDED = "result.recorded"
PASSED = "enrolment.course_passed"
MOST_ATTEMPTS = 2

_on_correction: list[Callable[[int, Actor, datetime], None]] = []


class NotAParticipantError(Exception):
    """Only somebody who was admitted has a result."""


class WrongCourseError(Exception):
    """The run does not carry that course."""


class TooEarlyError(Exception):
    """A result before the first day of the class would be a mistake."""


class ReasonMissingError(Exception):
    """What was recorded before is corrected only with a reason."""


class NoResitError(Exception):
    """A re-sit follows one assessment that was not passed, on that day or later; there is one."""


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
    is_resit: bool = False,
    reason: str = "",
) -> CourseResult:
    """Record or correct one result, or record that of a re-sit. The same result again changes nothing.

    A correction needs a ``reason``. What rested on a corrected result is taken back in the same commit by those who
    follow corrections; a re-sit corrects nothing.

    Raises NotAParticipantError, WrongCourseError, TooEarlyError, ReasonMissingError, NoResitError.
    """
    application = _participant(application_id, run_course_id, assessed_on)
    current = CourseResult.objects.filter(
        application=application, run_course_id=run_course_id, is_current=True
    ).first()
    if current and _is_known(current, outcome, assessed_on, is_resit=is_resit):
        return current
    _check_change(current, assessed_on, is_resit=is_resit, reason=reason)
    if current:
        CourseResult.objects.filter(pk=current.pk).update(is_current=False)
    result = CourseResult.objects.create(
        application=application,
        run_course_id=run_course_id,
        version=1 + (current.version if current else 0),
        outcome=outcome,
        assessed_on=assessed_on,
        attempt=(current.attempt if current else 1) + is_resit,
        reason=reason.strip() if current and not is_resit else "",
        recorded_by_id=actor.signed_by,
        recorded_at=now,
    )
    record(
        RECORDED,
        about=f"result:{result.pk}",
        case=application.ref,
        person_id=application.person_id,
        actor=actor,
        facts={
            "outcome": str(outcome),
            "run_course": run_course_id,
            "version": result.version,
            "attempt": result.attempt,
            **({"reason": result.reason} if result.reason else {}),
        },
        now=now,
    )
    if current and not is_resit:
        for follow in _on_correction:
            follow(current.pk, actor, now)
    if outcome == ResultOutcome.PASSED:
        enqueue(PASSED, dedup_key=f"{PASSED}:{result.pk}", payload={"result": result.pk}, now=now)
    return result


def _participant(application_id: int, run_course_id: int, assessed_on: date) -> Application:
    """The application, locked with its run. Raises NotAParticipantError, WrongCourseError, TooEarlyError."""
    run, application = lock_application(application_id)
    if application.state != ApplicationState.ADMITTED:
        raise NotAParticipantError(application.ref)
    if run_course_id not in {course.run_course_id for course in run.courses}:
        raise WrongCourseError(run_course_id)
    if assessed_on < run.starts_on:
        raise TooEarlyError(assessed_on.isoformat())
    return application


@dataclass(frozen=True, slots=True)
class NewResult:
    """How one course of a class went for one participant. ``based_on`` is the version that was seen; 0 for none."""

    application_id: int
    run_course_id: int
    outcome: ResultOutcome
    assessed_on: date
    is_resit: bool = False
    based_on: int = 0


@transaction.atomic
def record_results(results: Iterable[NewResult], *, actor: Actor, now: datetime, reason: str = "") -> int:
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
            is_resit=one.is_resit,
            reason=reason,
            actor=actor,
            now=now,
        )
        changed += made.recorded_at == now
    return changed


def lock_result(result_id: int) -> None:
    """Nobody corrects the result until the caller's transaction ends. Raises CourseResult.DoesNotExist."""
    CourseResult.objects.select_for_update(of=("self",), no_key=True).get(pk=result_id)


def _is_known(current: CourseResult, outcome: ResultOutcome, assessed_on: date, *, is_resit: bool) -> bool:
    is_same = (current.outcome, current.assessed_on) == (outcome, assessed_on)
    return is_same and (current.attempt > 1 or not is_resit)


def _check_change(current: CourseResult | None, on: date, *, is_resit: bool, reason: str) -> None:
    """Raises NoResitError, and ReasonMissingError for a correction without one."""
    if not is_resit:
        if current and not reason.strip():
            raise ReasonMissingError(current.pk)
        return
    if current is None or current.outcome != ResultOutcome.NOT_PASSED:
        raise NoResitError("nothing was not passed")
    if current.attempt >= MOST_ATTEMPTS or on < current.assessed_on:
        raise NoResitError(current.pk)
