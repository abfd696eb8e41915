"""What the public pages show of a course, a class, a provider and the data themselves."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from courses.enums import RunStatus
from courses.models import Course, CourseProvider, CourseRun, DataSource, Provider, RunCourse
from courses.selectors.runs import RowVersion
from courses.selectors.search.by_the_way import classes_at_schools, courses_at
from courses.selectors.search.catalogue import ListedCourse
from courses.selectors.search.view import View

RUNS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course, its next classes, and where the sources have seen it held."""

    course: Course
    runs: tuple[CourseRun, ...]
    runs_in_all: int
    providers: tuple[CourseProvider, ...]


@dataclass(frozen=True, slots=True)
class RunPage:
    run: CourseRun
    carried: tuple[RunCourse, ...]
    others: tuple[CourseRun, ...]


@dataclass(frozen=True, slots=True)
class ProviderPage:
    provider: Provider
    runs: tuple[CourseRun, ...]
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


def courses_called(code: str) -> list[Course]:
    """The course with this number and part; for a number alone that has only parts, all of them."""
    number, _, part = code.partition("-")
    named = Course.objects.select_related("competence_field").filter(number__iexact=number)
    exact = list(named.filter(part__iexact=part))
    return exact if exact or part else list(named)


def course_page(course: Course, *, today: date, show_all: bool) -> CoursePage:
    runs = upcoming_runs(today).filter(run_courses__course=course)
    shown = tuple(runs if show_all else runs[:RUNS_SHOWN])
    return CoursePage(
        course=course,
        runs=shown,
        runs_in_all=len(shown) if show_all or len(shown) < RUNS_SHOWN else runs.count(),
        providers=tuple(
            CourseProvider.objects.filter(course=course)
            .select_related("provider")
            .order_by("-last_seen", "provider__sort_key")
        ),
    )


def upcoming_runs(today: date) -> QuerySet[CourseRun]:
    """Published classes that have not begun, with place and provider, soonest first."""
    return (
        CourseRun.objects.filter(status=RunStatus.PUBLISHED, starts_on__gte=today)
        .select_related("provider", "location")
        .annotate(row_version=RowVersion())
        .order_by("starts_on", "pk")
    )


def run_page(booking_code: str, *, today: date) -> RunPage | None:
    """The class with that code, or None; drafts do not exist for the public."""
    carried = Prefetch("run_courses", RunCourse.objects.select_related("course"))
    found = (
        CourseRun.objects.exclude(status=RunStatus.DRAFT)
        .filter(booking_code__iexact=booking_code)
        .select_related("provider", "location")
        .annotate(row_version=RowVersion())
        .prefetch_related(carried, "supplements")
        .order_by()  # one row or none: were they sorted, PostgreSQL would walk through all of them
    )
    run = next(iter(found), None)
    if run is None:
        return None
    courses = [row.course_id for row in run.run_courses.all()]
    same = RunCourse.objects.filter(run=OuterRef("pk"), course__in=courses)
    others = upcoming_runs(today).filter(Exists(same)).exclude(pk=run.pk).exclude(enrol_by__lt=today)
    return RunPage(run, tuple(run.run_courses.all()), tuple(others[:3]))


def provider_page(key: str, view: View) -> ProviderPage | None:
    """The provider with that key, or None."""
    provider = Provider.objects.select_related("municipality").filter(key=key).first()
    if provider is None:
        return None
    runs = upcoming_runs(view.today).filter(provider=provider)[:RUNS_SHOWN]
    in_all = classes_at_schools(view).get(provider.pk, 0)
    return ProviderPage(provider, tuple(runs), in_all, courses_at(provider.pk, view))


def data_sources() -> QuerySet[DataSource]:
    return DataSource.objects.order_by("title")
