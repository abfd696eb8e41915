"""A class with what its price depends on, read together."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from courses.classes.models import CourseRun, RunCourse, RunSupplement
from courses.classes.pricing.facts import KnownRun, known_run
from courses.classes.selectors import RunFacts, as_facts
from courses.enums import RunStatus


@dataclass(frozen=True, slots=True)
class PricedRun:
    """``facts`` as enrolment speaks of the class, ``known`` as the rules of the fee see it."""

    facts: RunFacts
    known: KnownRun


def find_priced_run(booking_code: str) -> PricedRun | None:
    """A class that is published or cancelled; drafts do not exist for the public. Three queries."""
    rows = _rows().exclude(status=RunStatus.DRAFT).filter(booking_code=booking_code)
    return next(map(_priced, rows), None)


def priced_run(run_id: int) -> PricedRun:
    """Three queries. Raises CourseRun.DoesNotExist."""
    return _priced(_rows().get(pk=run_id))


def _rows() -> QuerySet[CourseRun]:
    return CourseRun.objects.select_related("provider", "location").prefetch_related(
        Prefetch("run_courses", RunCourse.objects.select_related("course").order_by("position", "pk")),
        Prefetch("supplements", RunSupplement.objects.order_by("pk")),
    )


def _priced(run: CourseRun) -> PricedRun:
    return PricedRun(as_facts(run, run.run_courses.all()), known_run(run))
