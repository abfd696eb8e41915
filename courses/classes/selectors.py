"""What other apps may know about a run: facts, not rows."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from courses.classes.models import CourseRun, RunCourse

DECIDES_WHO_JOINS = (
    "status",
    "starts_on",
    "ends_on",
    "enrol_by",
    "is_open_workshop",
    "capacity",
    "seats_elsewhere",
    "seats_taken",
    "waiting",
)


@dataclass(frozen=True, slots=True)
class CarriedCourse:
    """A course as one run carries it. ``days`` is this run's length of it."""

    run_course_id: int
    course_id: int
    code: str
    title: str
    days: Decimal
    gives_certificate: str
    competence_field: str


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run as enrolment, letters and certificates speak of it.

    ``apply_by`` is the last day to apply, ``join_by`` the last on which somebody in line can get a seat.
    """

    pk: int
    booking_code: str
    title: str
    provider_id: int
    provider_name: str
    provider_number: str
    provider_address: str
    place: str
    starts_on: date
    ends_on: date
    hours: str
    apply_by: date
    join_by: date
    is_published: bool
    is_cancelled: bool
    cancelled_because: str
    seats_left: int
    seats_total: int
    waiting: int
    is_demo: bool
    courses: tuple[CarriedCourse, ...]

    def is_open_on(self, day: date) -> bool:
        """Whether somebody may apply for it that day."""
        return self.is_published and day <= self.apply_by

    def can_be_joined_on(self, day: date) -> bool:
        """Whether a seat in it is still of use to somebody who waits for one."""
        return self.is_published and day <= self.join_by


def run_facts(run_id: int) -> RunFacts:
    """Raises CourseRun.DoesNotExist."""
    return as_facts(CourseRun.objects.select_related("provider", "location").get(pk=run_id))


def many_run_facts(run_ids: set[int]) -> dict[int, RunFacts]:
    """Facts of several runs in two queries."""
    runs = CourseRun.objects.select_related("provider", "location").filter(pk__in=run_ids)
    carried: dict[int, list[RunCourse]] = {}
    for row in _run_courses().filter(run_id__in=run_ids):
        carried.setdefault(row.run_id, []).append(row)
    return {run.pk: as_facts(run, carried.get(run.pk, [])) for run in runs}


def classes_at(provider_ids: set[int], *, today: date) -> dict[str, int]:
    """How many drafts and how many coming classes the schools have. One query."""
    return CourseRun.objects.filter(provider_id__in=provider_ids, starts_on__gte=today).aggregate(
        drafts=Count("pk", filter=Q(status="draft")), coming=Count("pk", filter=Q(status="published"))
    )


def lock_run(run_id: int, *, known: RunFacts | None = None) -> RunFacts:
    """Lock the run's row until the transaction ends. First in the lock order, always.

    ``known`` are facts read before: only what decides who may still join is read again while others wait for the
    lock. Lock order: run, application, decision, appeal, certificate.
    """
    rows = CourseRun.objects.select_for_update(of=("self",), no_key=True)
    if known is None:
        return as_facts(rows.select_related("provider", "location").get(pk=run_id))
    run = rows.only(*DECIDES_WHO_JOINS).get(pk=run_id)
    return replace(
        known,
        starts_on=run.starts_on,
        ends_on=run.ends_on,
        apply_by=run.apply_by,
        join_by=run.join_by,
        is_published=run.status == "published",
        is_cancelled=run.status == "cancelled",
        seats_left=run.seats_left,
        seats_total=run.capacity - run.seats_elsewhere,
        waiting=run.waiting,
    )


def school_of(run_id: int) -> int | None:
    """The id of the school that holds the class; None where there is no such class."""
    return CourseRun.objects.filter(pk=run_id).values_list("provider_id", flat=True).first()


def lock_runs(run_ids: Collection[int]) -> dict[int, RunFacts]:
    """Lock several runs, in the order of their ids, and give their facts by id."""
    rows = CourseRun.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=run_ids)
    return {run.pk: as_facts(run) for run in list(rows.order_by("pk"))}


def lock_run_if_free(run_id: int) -> RunFacts | None:
    """Lock a run's row where nobody else has it; None, without waiting, where somebody does."""
    rows = CourseRun.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    run = rows.filter(pk=run_id).first()
    return None if run is None else as_facts(run)


def _run_courses() -> QuerySet[RunCourse]:
    return RunCourse.objects.select_related("course").order_by("run_id", "position", "pk")


def as_facts(run: CourseRun, carried: Collection[RunCourse] | None = None) -> RunFacts:
    """The facts of a row at hand. One query where its courses did not come with it."""
    rows = _run_courses().filter(run=run) if carried is None else carried
    provider, place = run.provider, run.location
    return RunFacts(
        pk=run.pk,
        booking_code=run.booking_code,
        title=run.title,
        provider_id=provider.pk,
        provider_name=provider.name,
        provider_number=provider.institution_number,
        provider_address=(
            f"{provider.street}, {provider.postal_code} {provider.city}" if provider.address_sourced else ""
        ),
        place=str(place) if place else "",
        starts_on=run.starts_on,
        ends_on=run.ends_on,
        hours=run.hours,
        apply_by=run.apply_by,
        join_by=run.join_by,
        is_published=run.status == "published",
        is_cancelled=run.status == "cancelled",
        cancelled_because=run.cancelled_because,
        seats_left=run.seats_left,
        seats_total=run.capacity - run.seats_elsewhere,
        waiting=run.waiting,
        is_demo=run.is_demo,
        courses=tuple(
            CarriedCourse(
                run_course_id=row.pk,
                course_id=row.course_id,
                code=row.course.code,
                title=row.course.title,
                days=row.days,
                gives_certificate=row.course.gives_certificate,
                competence_field=str(row.course.competence_field_id or ""),
            )
            for row in rows
        ),
    )
