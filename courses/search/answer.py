"""Which courses fit: one question with filters, answered in a bounded number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from courses.enums import Known
from courses.search.catalogue import ListedCourse
from courses.search.keeper import KEEPER
from courses.search.listing import ListedRun, listed_runs
from courses.search.places import Origin, locate, radius_of
from courses.search.query import Search
from courses.search.rules.bits import BITS
from courses.search.text import Understood, fitting, repaired, understand
from courses.search.view import View
from courses.search.weigh import PAGE_SIZE, Answer, HitRow, weigh, worded


@dataclass(frozen=True, slots=True)
class Hit:
    """A course with the runs that fit: how many, the next (or nearest) of them, and how far away it is."""

    course: ListedCourse
    runs: int
    next_start: date | None
    km: int | None
    run: ListedRun | None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: the question as it was understood, one page of hits, and what else can be chosen."""

    search: Search
    understood: Understood
    origin: Origin | None
    radius: int
    answer: Answer
    hits: tuple[Hit, ...]
    view: View

    @property
    def count(self) -> int:
        return self.answer.total

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // PAGE_SIZE))


def search(asked: Search, *, today: date) -> Found:
    """Answer a search in a handful of queries, whatever was asked."""
    return search_in(KEEPER.view(today), asked)


def search_in(view: View, asked: Search) -> Found:
    """Words that find nothing together are asked again once, corrected or left out."""
    about = view.catalogue.reference
    origin = locate(asked.place, about.towns) if asked.place else None
    known = known_values(asked, view, origin)
    understood = understand(known.text, about.synonyms)
    if known.text and not understood.terms:
        known = replace(known, text="", ignored=(*known.ignored, "q"))
    answer = _answer(view, known, understood, origin)
    if understood.terms and not answer.total:
        better = repaired(understood, about.synonyms, () if known.place else about.towns)
        if better.place:
            known = known.with_place(better.place)
            origin = locate(known.place, about.towns)
        if better != understood:
            understood = better
            answer = _answer(view, known, better, origin) if better.terms or better.place else Answer()
    pages = max(1, -(-answer.total // PAGE_SIZE))
    known = replace(known, page=min(known.page, pages))
    hits = tuple(_hits(answer.hits, view.today))
    return Found(known, understood, origin, radius_of(known, origin), answer, hits, view)


def _answer(view: View, asked: Search, understood: Understood, origin: Origin | None) -> Answer:
    if not understood.terms:
        return weigh(view, asked, origin)
    ids, scores = fitting(understood.terms, loose=understood.loose)
    return weigh(view, asked, origin, worded(view, ids, scores))


def known_values(asked: Search, view: View, origin: Origin | None) -> Search:
    """The same search without values that name nothing in the data."""
    geography, fields = view.geography, view.catalogue.reference.fields
    choices: dict[str, Iterable[str]] = {
        "area": view.courses.columns["area"].values,
        "fkb": fields,
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


def _hits(rows: list[HitRow], today: date) -> Iterable[Hit]:
    """The page's courses with the run that stands for each. One query."""
    listed = listed_runs([row.run_id for row in rows if row.run_id is not None], today)
    runs = {run.pk: run for run in listed}
    for row in rows:
        yield Hit(row.course, row.runs, row.next_start, row.km, runs.get(row.run_id or 0))
