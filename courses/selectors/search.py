"""Which courses fit: one question with filters, answered in a bounded number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from courses.models import CompetenceField, Course, CourseRun, SearchRow
from courses.rules.search_bits import BITS
from courses.selectors.query import Search
from courses.selectors.search_places import (
    Geography,
    Origin,
    find_origin,
    radius_of,
    read_geography,
    weigh_spots,
)
from courses.selectors.search_sql import PAGE_SIZE, Answer, HitRow, ask
from courses.selectors.search_text import Understood, repaired, understand


@dataclass(frozen=True, slots=True)
class Hit:
    """A course with the runs that fit: how many, the next (or nearest) of them, and how far away it is."""

    course: Course
    runs: int
    next_start: date | None
    km: float | None
    run: CourseRun | None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: the question as it was understood, one page of hits, and what else can be chosen."""

    search: Search
    understood: Understood
    origin: Origin | None
    radius: int
    answer: Answer
    hits: tuple[Hit, ...]
    geography: Geography
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return self.answer.total

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // PAGE_SIZE))


def search(asked: Search, *, today: date) -> Found:
    """Answer a search in a handful of queries, whatever was asked.

    Words that find nothing together are asked again once, corrected or left out.
    """
    geography = read_geography()
    origin = find_origin(asked.place) if asked.place else None
    fields = {row.number: str(row) for row in CompetenceField.objects.all()}
    known = known_values(asked, geography, fields, origin)
    understood = understand(known.text)
    if known.text and not understood.terms:
        known = replace(known, text="", ignored=(*known.ignored, "q"))
    answer = ask(known, understood, geography, origin, today)
    if understood.terms and not answer.total:
        better = repaired(understood)
        if better != understood:
            understood = better
            answer = ask(known, better, geography, origin, today) if better.terms else Answer()
    pages = max(1, -(-answer.total // PAGE_SIZE))
    known = replace(known, page=min(known.page, pages))
    hits = tuple(_hits(known, answer.hits, geography, origin, today))
    return Found(known, understood, origin, radius_of(known, origin), answer, hits, geography, fields)


def known_values(
    asked: Search, geography: Geography, fields: Mapping[str, str], origin: Origin | None
) -> Search:
    """The same search without values that name nothing in the data."""
    choices: dict[str, Iterable[str]] = {
        "area": set(Course.objects.order_by().values_list("subject_area", flat=True).distinct()),
        "fkb": fields,
        "cert": ("yes", "no", "unknown"),
        "provider": {school.key for school in geography.schools},
        "kind": geography.kinds,
        "region": geography.regions,
        "municipality": geography.municipalities,
        **{name: BITS[name] for name in BITS},
    }
    known, ignored = {}, list(asked.ignored)
    for name, values in asked.chosen.items():
        known[name] = tuple(value for value in values if value in choices[name])
        if len(known[name]) < len(values):
            ignored.append(name)
    place, km = asked.place, asked.km
    if place and origin is None:
        place = ""
        ignored.append("place")
    if km is not None and not place:
        km = None
        if "place" not in ignored:
            ignored.append("km")
    chosen = {name: values for name, values in known.items() if values}
    return replace(asked, chosen=chosen, place=place, km=km, ignored=tuple(dict.fromkeys(ignored)))


def _hits(
    asked: Search, rows: list[HitRow], geography: Geography, origin: Origin | None, today: date
) -> Iterable[Hit]:
    """The page's courses with the run that stands for each. Two queries."""
    courses = Course.objects.in_bulk([row.course_id for row in rows])
    runs = _standing_runs(asked, rows, geography, origin, today)
    for row in rows:
        yield Hit(courses[row.course_id], row.runs, row.next_start, row.km, runs.get(row.course_id))


def _standing_runs(
    asked: Search, rows: list[HitRow], geography: Geography, origin: Origin | None, today: date
) -> dict[int, CourseRun]:
    """By course: the nearest of the runs that fit where a place was given, else the next."""
    dated = [row.course_id for row in rows if row.runs]
    if not dated:
        return {}
    fitting = SearchRow.objects.filter(course__in=dated, run__isnull=False, starts_on__gte=today)
    fitting = fitting.filter(*_conditions(asked, geography, origin, today))
    away = {pk: km for pk, _, _, km in weigh_spots(asked, geography, origin) if km is not None}
    best: dict[int, tuple[tuple[float, date, int], int]] = {}
    for course, run, place, starts_on in fitting.values_list("course_id", "run_id", "place", "starts_on"):
        key = (round(away.get(place, 1e6)) if origin else 0, starts_on, run)
        if course not in best or key < best[course][0]:
            best[course] = (key, run)
    found = CourseRun.objects.select_related("provider", "location").in_bulk(
        [run for _, run in best.values()]
    )
    return {course: found[run] for course, (_, run) in best.items()}


def _conditions(asked: Search, geography: Geography, origin: Origin | None, today: date) -> list[Q]:
    """What a run must be, of the filters that are not about its course."""
    wanted = []
    places = [pk for pk, fails, _, _ in weigh_spots(asked, geography, origin) if not fails]
    if len(places) < len(geography.spots):
        wanted.append(Q(place__in=places))
    if asked.values("provider") or asked.values("kind"):
        keys, kinds = asked.values("provider"), asked.values("kind")
        schools = [
            school.pk
            for school in geography.schools
            if (not keys or school.key in keys) and (not kinds or school.kind in kinds)
        ]
        wanted.append(Q(provider_id__in=schools))
    for name, choices in BITS.items():
        values = asked.values(name) or (("1",) if name in asked.flags and name != "open" else ())
        if values:
            mask = sum(int(choices[value]) for value in values)
            wanted.append(Q(pk__in=SearchRow.objects.extra(where=[f"bits & {mask} <> 0"]).values("pk")))  # noqa: S610
    if "open" in asked.flags:
        wanted.append(Q(enrol_by__gte=today))
    wanted += [Q(starts_on__gte=asked.first)] if asked.first else []
    wanted += [Q(starts_on__lte=asked.last)] if asked.last else []
    return wanted
