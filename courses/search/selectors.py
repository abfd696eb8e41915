"""The public interface of the search: a question in, an answer out. Other packages use nothing else of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from courses.classes.listing import listed_runs
from courses.enums import Known
from courses.schools.places import Origin, locate
from courses.search.answer import Answer, Hit
from courses.search.query import Query
from courses.search.repair import repaired
from courses.search.rules.bits import BITS
from courses.search.rules.filter_words import read_filters
from courses.search.store.process import current_view
from courses.search.store.view import View
from courses.search.store.weigh import HitRow, Weighed, weigh, worded
from courses.search.text import Understood, finds_a_course, fitting, suggestions, understand

__all__ = ["means_something", "search", "suggestions"]


def search(query: Query, *, today: date) -> Answer:
    """Words that are filters are used as such; those that find nothing together are asked again once, mended, with
    what is near them, or without them.

    Two queries for the plain list; up to some twenty where words have to be mended.
    """
    view = current_view(today)
    origin = locate(query.place) if query.place else None
    reading = read_filters(query.q)
    known = _known_values(query.with_filters(reading.left, reading.choices), view, origin)
    understood = understand(known.q)
    if known.q and not understood.terms:
        known = replace(known, q="", ignored=(*known.ignored, "q"))
    found = _weigh(view, known, understood, origin)
    if understood.terms and not found.total:
        better = repaired(understood, place_is_given=bool(known.place))
        if better.place:
            known = known.with_place(better.place)
            origin = locate(known.place)
        if better != understood:
            understood = better
            asks_something = better.terms or better.place
            found = _weigh(view, known, better, origin) if asks_something else Weighed()
    answer = Answer(
        query=known,
        understood=understood,
        reading=reading,
        origin=origin,
        total=found.total,
        hits=tuple(_hits(found.hits, today)),
        counts=found.counts,
        labels=view.labels,
        wider=found.wider,
        everyday=view.reference.everyday,
    )
    return replace(answer, query=replace(known, page=min(known.page, answer.pages)))


def means_something(words: str) -> bool:
    """Whether these words find any course by themselves."""
    return bool((terms := understand(words).terms) and finds_a_course(terms))


def _weigh(view: View, query: Query, understood: Understood, origin: Origin | None) -> Weighed:
    if not understood.terms:
        return weigh(view, query, origin)
    ids, scores = fitting(understood.terms, loose=understood.loose)
    return weigh(view, query, origin, worded(view, ids, scores))


def _hits(rows: list[HitRow], today: date) -> Iterator[Hit]:
    """The page's courses with the class that stands for each. One query."""
    listed = listed_runs([row.run_id for row in rows if row.run_id is not None], today)
    runs = {run.pk: run for run in listed}
    for row in rows:
        yield Hit(row.course, row.runs, row.next_start, row.km, runs.get(row.run_id or 0))


def _known_values(query: Query, view: View, origin: Origin | None) -> Query:
    """The same question without values that name nothing in the data."""
    choices: dict[str, Iterable[str]] = {
        "cert": list(Known),
        **view.labels,
        **{name: BITS[name] for name in BITS},
    }
    known, ignored = {}, list(query.ignored)
    for name, values in query.chosen.items():
        known[name] = tuple(value for value in values if value in choices[name])
        if len(known[name]) < len(values):
            ignored.append(name)
    place, km = query.place, query.km
    if place and origin is None:
        place = ""
        ignored.append("place")
    if km is not None and not place:
        km = None
        if "place" not in ignored:
            ignored.append("km")
    chosen = {name: values for name, values in known.items() if values}
    return replace(query, chosen=chosen, place=place, km=km, ignored=tuple(dict.fromkeys(ignored)))
