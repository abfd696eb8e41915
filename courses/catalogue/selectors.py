"""What the public pages show of a course, a class, a school and the data themselves."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import Upper

from amu.kernel.folding import hyphened
from courses.classes.listing import (
    ListedRun,
    RunNearby,
    courses_at,
    listed_runs,
    nearest_runs,
    next_runs,
    other_open_runs,
    runs_at,
)
from courses.classes.models import Course, CourseProvider, CourseRun, RunCourse
from courses.enums import RunStatus
from courses.loading.models import DataSource
from courses.schools.models import Provider
from courses.schools.places import Point

RUNS_SHOWN, OTHERS_SHOWN = 10, 3
MOST_PARTS = 4  # of a booking code


class NamedSchool(NamedTuple):
    """A school as a list of names shows it."""

    key: str
    name: str
    city: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course, its next classes, and where the sources have seen it held.

    ``next``: the first of the classes one can apply for, one with a free seat before one with a waiting list.
    """

    course: Course
    next: RunNearby | None
    runs: tuple[RunNearby, ...]
    runs_in_all: int
    providers: tuple[NamedSchool, ...]


@dataclass(frozen=True, slots=True)
class RunPage:
    """``listed`` is the class itself as lists show it."""

    run: CourseRun
    carried: tuple[RunCourse, ...]
    listed: ListedRun
    others: tuple[RunNearby, ...]


@dataclass(frozen=True, slots=True)
class ProviderPage:
    provider: Provider
    runs: tuple[RunNearby, ...]
    runs_in_all: int
    courses: tuple[Course, ...]


def subject_areas() -> list[tuple[str, int]]:
    """Each subject area with its number of courses; courses without an area are not counted."""
    return list(
        Course.objects.exclude(subject_area="")
        .values_list("subject_area")
        .annotate(courses=Count("pk"))
        .order_by("subject_area")
    )


def courses_called(code: str) -> list[Course]:
    """The course with this number and part; for a number alone that has only parts, all of them. One query."""
    number, _, part = code.upper().partition("-")
    rows = Course.objects.filter(number__iexact=number)
    named = list(rows.select_related("competence_field").prefetch_related("full_prices").order_by("part"))
    exact = [course for course in named if course.part == part]
    return exact if exact or part else named


def course_page(course: Course, today: date, *, here: Point | None, show_all: bool) -> CoursePage:
    """The classes one can apply for first; among them the nearest where somebody said where they are, else the next.

    Three queries.
    """
    found = (
        nearest_runs(course.pk, here, today) if here else [(pk, None) for pk in next_runs([course.pk], today)]
    )
    away = dict(found if show_all else found[:RUNS_SHOWN])
    seen = CourseProvider.objects.filter(course=course).order_by("-last_seen", "provider__sort_key")
    names = seen.values_list(*(f"provider__{name}" for name in NamedSchool._fields))
    runs = tuple(RunNearby(run, away[run.pk]) for run in listed_runs(list(away), today))
    still_open = [row for row in runs if not row.run.is_closed]
    return CoursePage(
        course=course,
        next=next((row for row in still_open if row.run.seats_left > 0), next(iter(still_open), None)),
        runs=runs,
        runs_in_all=len(found),
        providers=tuple(NamedSchool(*row) for row in names),
    )


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


def class_named(words: str) -> str:
    """The booking code that the words of a search are, as it is stored; empty where they are none.

    Spaces around its hyphen, or instead of it, do no harm. One query for words with a number in them, none for others.
    """
    parts = [part for part in re.split(r"[\s-]+", hyphened(words)) if part]
    if not 1 <= len(parts) <= MOST_PARTS or not any(letter.isdigit() for letter in words):
        return ""
    found = (
        CourseRun.objects.exclude(status=RunStatus.DRAFT)
        .annotate(code=Upper("booking_code"))
        .filter(code__in={mark.join(parts).upper() for mark in ("-", "")})
        .values_list("booking_code", flat=True)
        .order_by()
    )
    return next(iter(found), "")


def run_page(booking_code: str, today: date) -> RunPage | None:
    """The class with that code, or None. Five queries."""
    run = run_called(booking_code)
    if run is None:
        return None
    courses = [row.course_id for row in run.run_courses.all()]
    others = other_open_runs(courses, today, but=run.pk, most=OTHERS_SHOWN)
    listed, *rest = listed_runs([run.pk, *others], today)
    return RunPage(run, tuple(run.run_courses.all()), listed, tuple(RunNearby(other) for other in rest))


def provider_page(key: str, today: date) -> ProviderPage | None:
    """The school with that key, or None. Four queries."""
    provider = Provider.objects.select_related("municipality").filter(key=key).first()
    if provider is None:
        return None
    ids = runs_at(provider.pk, today)
    runs = tuple(RunNearby(run) for run in listed_runs(ids[:RUNS_SHOWN], today))
    return ProviderPage(provider, runs, len(ids), tuple(courses_at(provider.pk, today)))


def data_sources() -> QuerySet[DataSource]:
    return DataSource.objects.order_by("title")
