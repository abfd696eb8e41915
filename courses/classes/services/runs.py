"""Every change to a class. One public function is one transaction, with the journal in it.

Whoever changes a class says which version they looked at: when somebody else was faster,
nothing is written. The run is locked first, as everywhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from amu import clock
from amu.journal.services import Actor, record
from amu.outbox.services import enqueue
from courses.classes.models import Course, CourseRun
from courses.classes.rules.publication import Finding, FindingCode
from courses.classes.services.content import (
    RunContent,
    at,
    content_of,
    fresh_code,
    judge,
    keep_extras,
    save_courses,
)
from courses.enums import RunAct, RunStatus
from courses.schools.models import Location

MOVED, CANCELLED, MORE_SEATS, OPENED = "run.moved", "run.cancelled", "run.more_seats", "run.published"
NOTIFIED_OF = ("starts_on", "ends_on", "hours", "location_id")  # what somebody with a seat plans by
LONGEST_SERIES = 60
FIRST_YEAR, LAST_YEAR = 1990, 2100  # of a class


class StaleRunError(Exception):
    """Somebody else changed the class after it was read."""


class ClassNotReadyError(Exception):
    """The class lacks what a published one needs, or breaks what is already promised."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(finding for finding in findings if finding.blocks)
        super().__init__(", ".join(finding.code for finding in self.findings))


@transaction.atomic
def draft_run(content: RunContent, *, provider_id: int, actor: Actor, now: datetime) -> CourseRun:
    """A new class that nobody but the school sees. Raises ClassNotReadyError for what no class can be."""
    _refuse(content, provider_id)
    number = Course.objects.values_list("number", flat=True).get(pk=content.courses[0].course_id)
    run = CourseRun.objects.create(
        booking_code=fresh_code(number),
        provider_id=provider_id,
        status=RunStatus.DRAFT,
        changed_at=now,
        seats_elsewhere_on=clock.danish_date(now) if content.seats_elsewhere else None,
        **content.columns(),
    )
    save_courses(run, content.courses)
    keep_extras(run, content.extras)
    _note(run, RunAct.DRAFTED, actor, now)
    return run


@transaction.atomic
def copy_run(run_id: int, *, starts_on: date, actor: Actor, now: datetime) -> CourseRun:
    """A draft like the class, moved to another first day; its other days move along.

    Raises ClassNotReadyError for what no class can be.
    """
    run = CourseRun.objects.get(pk=run_id)
    return draft_run(_moved_to(content_of(run), starts_on), provider_id=run.provider_id, actor=actor, now=now)


@transaction.atomic
def make_series(run_id: int, *, first_days: Iterable[date], actor: Actor, now: datetime) -> list[CourseRun]:
    """One draft for each first day; a day on which a copy already begins is passed over.

    Raises ClassNotReadyError (``series_too_long``) for more than sixty.
    """
    days = sorted(set(first_days))
    if len(days) > LONGEST_SERIES:
        raise ClassNotReadyError([Finding(FindingCode.SERIES_TOO_LONG, facts={"most": LONGEST_SERIES})])
    run = CourseRun.objects.select_for_update(no_key=True).get(pk=run_id)
    alike = CourseRun.objects.filter(
        at(run.location_id), provider_id=run.provider_id, title=run.title, hours=run.hours
    ).exclude(status=RunStatus.CANCELLED)
    there = set(alike.filter(starts_on__in=days).values_list("starts_on", flat=True))
    return [copy_run(run_id, starts_on=day, actor=actor, now=now) for day in days if day not in there]


@transaction.atomic
def change_run(run_id: int, content: RunContent, *, version: int, actor: Actor, now: datetime) -> CourseRun:
    """Write what the class says from now on, and tell those in it when day, time or place moved.

    Nothing changed: nothing is written. Raises StaleRunError; ClassNotReadyError for what no
    class, or no published one, may be.
    """
    run = _locked(run_id, version)
    before = content_of(run)
    if before == content:
        return run
    _refuse_change(run, before, content)
    columns = content.columns()
    if content.seats_elsewhere != before.seats_elsewhere:
        columns["seats_elsewhere_on"] = clock.danish_date(now)
    changed = sorted(name for name in content.columns() if getattr(before, name) != getattr(content, name))
    save_courses(run, content.courses)
    keep_extras(run, content.extras)
    write_run(run, columns, RunAct.CHANGED, actor, now, facts={"changed": changed})
    if run.status == RunStatus.PUBLISHED and any(name in changed for name in NOTIFIED_OF):
        tell_of(run, MOVED, now)
    if run.status == RunStatus.PUBLISHED and _own_seats(content) > _own_seats(before):
        tell_of(run, MORE_SEATS, now)
    return run


@transaction.atomic
def publish_run(run_id: int, *, version: int, actor: Actor, now: datetime) -> CourseRun:
    """Show the class to the public. Idempotent. Raises StaleRunError, ClassNotReadyError."""
    run = _locked(run_id, version, unless=RunStatus.PUBLISHED)
    if run.status == RunStatus.PUBLISHED:
        return run
    if run.status == RunStatus.CANCELLED:
        raise ClassNotReadyError([Finding(FindingCode.CANCELLED)])
    found = judge(content_of(run), provider_id=run.provider_id, seats_taken=run.seats_taken)
    if run.starts_on < clock.danish_date(now):
        found = (*found, Finding(FindingCode.BEGUN_ALREADY))
    if any(finding.blocks for finding in found):
        raise ClassNotReadyError(found)
    write_run(run, {"status": RunStatus.PUBLISHED}, RunAct.PUBLISHED, actor, now)
    tell_of(run, OPENED, now)
    return run


@transaction.atomic
def cancel_run(run_id: int, *, because: str, version: int, actor: Actor, now: datetime) -> CourseRun:
    """Cancel the class. Everybody with a seat or on the waiting list is notified once. Idempotent.

    ``because`` is shown to them and to the public. Raises StaleRunError, and ClassNotReadyError for a class that has
    been held.
    """
    run = _locked(run_id, version, unless=RunStatus.CANCELLED)
    if run.status == RunStatus.CANCELLED:
        return run
    if run.status == RunStatus.PUBLISHED and run.ends_on < clock.danish_date(now):
        raise ClassNotReadyError([Finding(FindingCode.OVER_ALREADY)])
    was_public = run.status == RunStatus.PUBLISHED
    columns = {"status": RunStatus.CANCELLED, "cancelled_because": because}
    write_run(run, columns, RunAct.CANCELLED, actor, now, facts={"because": because})
    if was_public:
        tell_of(run, CANCELLED, now)
    return run


def _locked(run_id: int, version: int, *, unless: RunStatus | None = None) -> CourseRun:
    """The run under its lock, if it is still the version that was looked at. Raises StaleRunError."""
    run = CourseRun.objects.select_for_update(of=("self",), no_key=True).get(pk=run_id)
    if run.version != version and run.status != unless:
        raise StaleRunError(run_id)
    return run


def _refuse(content: RunContent, provider_id: int) -> None:
    """What the database would refuse, and a place that is another school's, in words instead."""
    found = impossible_days(content.starts_on, content.ends_on, content.enrol_by)
    if not content.courses:
        found.append(Finding(FindingCode.NO_COURSES))
    if content.capacity < content.seats_elsewhere:
        found.append(Finding(FindingCode.FEWER_SEATS_THAN_TAKEN, facts={"taken": content.seats_elsewhere}))
    place = content.location_id
    if place is not None and not Location.objects.filter(pk=place, provider_id=provider_id).exists():
        found.append(Finding(FindingCode.PLACE_OF_ANOTHER_SCHOOL))
    if found:
        raise ClassNotReadyError(found)


def impossible_days(starts_on: date | None, ends_on: date | None, enrol_by: date | None) -> list[Finding]:
    """What no class's days can be to each other, as far as they are known."""
    found = [
        Finding(code, facts={"year": day.year})
        for day, code in (
            (starts_on, FindingCode.FIRST_YEAR_UNLIKELY),
            (ends_on, FindingCode.LAST_YEAR_UNLIKELY),
            (enrol_by, FindingCode.DEADLINE_YEAR_UNLIKELY),
        )
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR
    ]
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        found.append(Finding(FindingCode.ENDS_BEFORE_START))
    if enrol_by is not None and ends_on is not None and enrol_by > ends_on:
        found.append(Finding(FindingCode.DEADLINE_AFTER_END))
    return found


def _refuse_change(run: CourseRun, before: RunContent, content: RunContent) -> None:
    _refuse(content, run.provider_id)
    found: tuple[Finding, ...] = ()
    if run.status == RunStatus.CANCELLED:
        found = (Finding(FindingCode.CANCELLED),)
    elif run.status == RunStatus.PUBLISHED:
        found = judge(content, provider_id=run.provider_id, seats_taken=run.seats_taken)
        if {row.course_id for row in before.courses} != {row.course_id for row in content.courses}:
            found = (*found, Finding(FindingCode.COURSES_ARE_PROMISED))
    if any(finding.blocks for finding in found):
        raise ClassNotReadyError(found)


def write_run(
    run: CourseRun,
    columns: Mapping[str, Any],
    act: RunAct,
    actor: Actor,
    now: datetime,
    *,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Store columns of the class as its next version, with the journal. The caller holds its lock."""
    for name, value in columns.items():
        setattr(run, name, value)
    run.version += 1
    run.changed_at = now
    run.save(update_fields=[*columns, "version", "changed_at"])
    _note(run, act, actor, now, facts=facts)


def _note(
    run: CourseRun, act: RunAct, actor: Actor, now: datetime, *, facts: Mapping[str, Any] | None = None
) -> None:
    about = {"version": run.version, **(facts or {})}
    record(act, about=f"run:{run.pk}", actor=actor, facts=about, now=now)


def tell_of(run: CourseRun, kind: str, now: datetime) -> None:
    """Put a message in the outbox for enrolment, which knows who is in the class."""
    payload = {"run": run.pk, "version": run.version}
    enqueue(kind, dedup_key=f"{kind}:{run.pk}:{run.version}", payload=payload, now=now)


def _own_seats(content: RunContent) -> int:
    return content.capacity - content.seats_elsewhere


def _moved_to(content: RunContent, starts_on: date) -> RunContent:
    """Raises ClassNotReadyError for a year in which no class is."""
    if found := impossible_days(starts_on, None, None):
        raise ClassNotReadyError(found)
    shift = starts_on - content.starts_on
    return replace(
        content,
        starts_on=starts_on,
        ends_on=content.ends_on + shift,
        enrol_by=content.enrol_by + shift if content.enrol_by else None,
        seats_elsewhere=0,
    )
