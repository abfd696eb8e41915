"""Which courses fit: one question with filters, answered in a bounded number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from courses.enums import DeliveryForm, RunStatus
from courses.models import (
    Course,
    CourseProvider,
    CourseRun,
    Location,
    Municipality,
    PostalCode,
    Provider,
    RunCourse,
)
from courses.selectors.query import Search

PAGE_SIZE = 20

type Counted = dict[int, tuple[int, date | None]]


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen, as the data stand: value and label."""

    areas: tuple[str, ...]
    providers: Mapping[str, str]
    regions: tuple[str, ...]
    forms: Mapping[str, str] = field(
        default_factory=lambda: {form.value: str(form.label) for form in DeliveryForm}
    )


@dataclass(frozen=True, slots=True)
class Hit:
    """A course with the classes that can still be applied for: how many, and when the first begins."""

    course: Course
    runs: int
    next_start: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: the question as it was understood, what else can be chosen, and one page of hits."""

    search: Search
    options: Options
    page: Page[Course]
    hits: tuple[Hit, ...]

    @property
    def count(self) -> int:
        return self.page.paginator.count


def search(asked: Search, *, today: date) -> Found:
    """Answer a search in a handful of queries, whatever was asked.

    Places become a short list of ids first, so that PostgreSQL finds the classes by index
    and counts them once.
    """
    options = find_options()
    understood = known_values(asked, options)
    runs = upcoming(understood, today)
    courses = matching(understood)
    counted: Counted = {}
    if understood.is_about_runs:
        counted = count_runs(RunCourse.objects.filter(run__in=runs))
        courses = courses.filter(held(understood, counted))
    page = Paginator(courses, PAGE_SIZE).get_page(understood.page)
    shown = list(page.object_list)
    if not understood.is_about_runs:
        counted = count_runs(RunCourse.objects.filter(run__in=runs, course__in=shown))
    hits = tuple(Hit(course, *counted.get(course.pk, (0, None))) for course in shown)
    return Found(understood, options, page, hits)


def find_options() -> Options:
    return Options(
        areas=tuple(
            Course.objects.exclude(subject_area="")
            .order_by("subject_area")
            .values_list("subject_area", flat=True)
            .distinct()
        ),
        providers=dict(
            Provider.objects.filter(
                Exists(CourseProvider.objects.filter(provider=OuterRef("pk")))
                | Exists(CourseRun.objects.filter(provider=OuterRef("pk")))
            ).values_list("key", "name")
        ),
        regions=tuple(
            Municipality.objects.order_by("region_name").values_list("region_name", flat=True).distinct()
        ),
    )


def known_values(asked: Search, options: Options) -> Search:
    """The same search without values that name nothing in the data."""
    choices = {
        "area": options.areas,
        "provider": options.providers,
        "region": options.regions,
        "form": options.forms,
    }
    given = {name: str(getattr(asked, name)) for name in choices}
    known = {name: value if value in choices[name] else "" for name, value in given.items()}
    return replace(
        asked,
        area=known["area"],
        provider=known["provider"],
        region=known["region"],
        form=known["form"],
        ignored=(*asked.ignored, *(name for name in choices if given[name] != known[name])),
    )


def matching(asked: Search) -> QuerySet[Course]:
    """Courses that fit in their own right, whatever classes they have."""
    courses = Course.objects.order_by("sort_key", "part")
    for word in asked.text.split():
        courses = courses.filter(
            Q(title__icontains=word) | Q(short_label__icontains=word) | Q(number__istartswith=word)
        )
    return courses.filter(subject_area=asked.area) if asked.area else courses


def held(asked: Search, counted: Counted) -> Q:
    """Courses with a class that fits; failing dates, courses the sources saw at a provider that fits."""
    dated = Q(pk__in=counted)
    if asked.form or asked.with_dates:
        return dated
    providers = Provider.objects.filter(at_place(asked))
    if asked.provider:
        providers = providers.filter(key=asked.provider)
    return dated | Q(pk__in=CourseProvider.objects.filter(provider__in=providers).values("course"))


def upcoming(asked: Search, today: date) -> QuerySet[CourseRun]:
    """Published classes that fit and have not begun."""
    runs = CourseRun.objects.filter(status=RunStatus.PUBLISHED, starts_on__gte=today)
    if asked.place or asked.region:
        runs = runs.filter(
            location__in=list(Location.objects.filter(at_place(asked)).values_list("pk", flat=True))
        )
    if asked.provider:
        runs = runs.filter(provider__key=asked.provider)
    if asked.form:
        runs = runs.filter(form=asked.form)
    return runs.order_by()


def at_place(asked: Search) -> Q:
    """Of a location or a provider: a postal code means its municipality; words, a town or a municipality."""
    fits = Q()
    if asked.region:
        fits &= Q(municipality__region_name=asked.region)
    if asked.place.isdigit():
        around = PostalCode.objects.filter(code=asked.place).values("municipality")
        fits &= Q(postal_code=asked.place) | Q(municipality__in=around)
    elif asked.place:
        fits &= Q(city__icontains=asked.place) | Q(municipality__name__icontains=asked.place)
    return fits


def count_runs(carried: QuerySet[RunCourse]) -> Counted:
    """Per course: how many of the classes, and when the first begins."""
    rows = carried.order_by().values("course").annotate(runs=Count("run"), first=Min("run__starts_on"))
    return {row["course"]: (row["runs"], row["first"]) for row in rows}
