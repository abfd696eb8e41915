"""Which courses fit: one question with filters, answered in a bounded number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from courses.enums import Known
from courses.models import Course, CourseRun
from courses.rules.search_bits import BITS
from courses.selectors.query import Search
from courses.selectors.search_places import (
    Origin,
    locate,
    radius_of,
)
from courses.selectors.search_reference import Reference, reference
from courses.selectors.search_sql import PAGE_SIZE, Answer, HitRow, ask
from courses.selectors.search_text import Understood, repaired, understand

MOST_PAGES_KEPT = 300


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
    about: Reference

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
    about = reference()
    geography = about.geography
    origin = locate(asked.place, about.towns) if asked.place else None
    known = known_values(asked, about, origin)
    understood = understand(known.text)
    if known.text and not understood.terms:
        known = replace(known, text="", ignored=(*known.ignored, "q"))
    answer = _plain(known, about, today) or ask(known, understood, geography, origin, today)
    if understood.terms and not answer.total:
        better = repaired(understood)
        if better != understood:
            understood = better
            answer = ask(known, better, geography, origin, today) if better.terms else Answer()
    pages = max(1, -(-answer.total // PAGE_SIZE))
    known = replace(known, page=min(known.page, pages))
    hits = tuple(_hits(answer.hits))
    return Found(known, understood, origin, radius_of(known, origin), answer, hits, about)


def _plain(asked: Search, about: Reference, today: date) -> Answer | None:
    """The answer to a search that asks for nothing but a page; None for any other."""
    if asked.on_page(1).address():
        return None
    if asked.page not in about.answers and len(about.answers) < MOST_PAGES_KEPT:
        about.answers[asked.page] = ask(asked, Understood(), about.geography, None, today)
    return about.answers.get(asked.page)


def known_values(asked: Search, about: Reference, origin: Origin | None) -> Search:
    """The same search without values that name nothing in the data."""
    geography = about.geography
    choices: dict[str, Iterable[str]] = {
        "area": about.areas,
        "fkb": about.fields,
        "cert": Known.values,
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


def _hits(rows: list[HitRow]) -> Iterable[Hit]:
    """The page's courses with the run that stands for each. Two queries."""
    courses = Course.objects.in_bulk([row.course_id for row in rows])
    runs = CourseRun.objects.select_related("provider", "location").in_bulk(
        [row.run_id for row in rows if row.run_id is not None]
    )
    for row in rows:
        yield Hit(courses[row.course_id], row.runs, row.next_start, row.km, runs.get(row.run_id or 0))
