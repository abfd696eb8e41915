"""What the public pages show of a course, a class, a provider and the data themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.models import Count, Prefetch, QuerySet

from courses.classes.models import Course, CourseRun, RunCourse
from courses.enums import RunStatus
from courses.loading.models import DataSource
from courses.schools.models import Provider
from courses.search.by_the_way import courses_at
from courses.search.catalogue import Courses, ListedCourse
from courses.search.listing import (
    ListedRun,
    RunNearby,
    listed_runs,
    nearest_runs,
    next_runs,
    runs_at,
)
from courses.search.places import Point
from courses.search.view import View

RUNS_SHOWN, OTHERS_SHOWN = 10, 3
HELD_AT = """SELECT p.key, p.name, p.city FROM courses_courseprovider h JOIN courses_provider p ON p.id = h.provider_id
    WHERE h.course_id = %s ORDER BY h.last_seen DESC, p.sort_key"""

type ByNumber = Mapping[str, list[Course]]


class School(NamedTuple):
    """A provider as a list of names shows it."""

    key: str
    name: str
    city: str


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course, its next classes, and where the sources have seen it held."""

    course: Course
    runs: tuple[RunNearby, ...]
    runs_in_all: int
    providers: tuple[School, ...]


@dataclass(frozen=True, slots=True)
class RunPage:
    """``listed`` is the run itself as lists show it."""

    run: CourseRun
    carried: tuple[RunCourse, ...]
    listed: ListedRun
    others: tuple[RunNearby, ...]


@dataclass(frozen=True, slots=True)
class ProviderPage:
    provider: Provider
    runs: tuple[RunNearby, ...]
    runs_in_all: int
    courses: tuple[ListedCourse, ...]


def subject_areas() -> list[tuple[str, int]]:
    """Each subject area with its number of courses; courses without an area are not counted."""
    return list(
        Course.objects.exclude(subject_area="")
        .values_list("subject_area")
        .annotate(courses=Count("pk"))
        .order_by("subject_area")
    )


def courses_called(code: str, view: View) -> list[Course]:
    """The course with this number and part; for a number alone that has only parts, all of them.

    No query: all courses are read together, once for as long as none changes.
    """
    courses = view.catalogue.courses
    by_number = _by_number.get(courses)
    if by_number is None:
        by_number = _by_number[courses] = _read_by_number()
    number, _, part = code.upper().partition("-")
    named = by_number.get(number, [])
    exact = [course for course in named if course.part == part]
    return exact if exact or part else named


def _read_by_number() -> ByNumber:
    found: dict[str, list[Course]] = {}
    for course in Course.objects.select_related("competence_field").order_by("part"):
        found.setdefault(course.number, []).append(course)
    return found


_by_number: WeakKeyDictionary[Courses, ByNumber] = WeakKeyDictionary()


def course_page(course: Course, view: View, *, here: Point | None, show_all: bool) -> CoursePage:
    """With the nearest classes first where somebody said where they are, else the next ones. Two queries."""
    found = (
        nearest_runs(view, course.pk, here) if here else [(pk, None) for pk in next_runs(view, [course.pk])]
    )
    away = dict(found if show_all else found[:RUNS_SHOWN])
    return CoursePage(
        course=course,
        runs=tuple(RunNearby(run, away[run.pk]) for run in listed_runs(list(away), view.today)),
        runs_in_all=len(found),
        providers=tuple(_schools_of(course.pk)),
    )


def _schools_of(course_id: int) -> list[School]:
    """Those whom the sources have seen holding the course, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(HELD_AT, [course_id])
        return [School(*row) for row in cursor.fetchall()]


def run_called(booking_code: str) -> CourseRun | None:
    """The class with that code and its courses, or None; drafts do not exist for the public. Three queries."""
    carried = Prefetch("run_courses", RunCourse.objects.select_related("course"))
    found = (
        CourseRun.objects.exclude(status=RunStatus.DRAFT)
        .filter(booking_code__iexact=booking_code)
        .select_related("provider", "location")
        .prefetch_related(carried, "supplements")
        .order_by()  # one row or none: were they sorted, PostgreSQL would walk through all of them
    )
    return next(iter(found), None)


def run_page(booking_code: str, view: View) -> RunPage | None:
    """The class with that code, or None. Four queries."""
    run = run_called(booking_code)
    if run is None:
        return None
    courses = [row.course_id for row in run.run_courses.all()]
    others = next_runs(view, courses, but=run.pk, only_open=True)[:OTHERS_SHOWN]
    listed, *rest = listed_runs([run.pk, *others], view.today)
    return RunPage(run, tuple(run.run_courses.all()), listed, tuple(RunNearby(other) for other in rest))


def provider_page(key: str, view: View) -> ProviderPage | None:
    """The provider with that key, or None."""
    provider = Provider.objects.select_related("municipality").filter(key=key).first()
    if provider is None:
        return None
    ids = runs_at(view, provider.pk)
    runs = tuple(RunNearby(run) for run in listed_runs(ids[:RUNS_SHOWN], view.today))
    return ProviderPage(provider, runs, len(ids), courses_at(provider.pk, view))


def data_sources() -> QuerySet[DataSource]:
    return DataSource.objects.order_by("title")
