"""The search page: what was asked, what fits, and what else could be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amu import clock
from amu.web.formatting import long_date
from courses.catalogue.choices import LABELS, Words, choice_words, filters_of, radii_of, switches_of
from courses.catalogue.results import results_of
from courses.catalogue.selectors import class_named
from courses.guidance.targets import carried
from courses.search.answer import Answer
from courses.search.query import FACETS, FLAGS, RADII, Query, clean_text, parse_query
from courses.search.selectors import search, suggestions


@dataclass(frozen=True, slots=True)
class Chip:
    """Something chosen, and the address of the search without it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Wider:
    """What the search gives without one of its filters, or farther away."""

    label: str
    more: int
    address: str


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    today, asked = clock.today(), parse_query(request.GET)
    if booking_code := class_named(asked.q):
        return redirect("courses:run", booking_code)
    answer = search(asked, today=today)
    words = choice_words(answer)
    context = {
        "answer": answer,
        "query": answer.query,
        "hits": results_of(answer, today),
        "chips": list(chips_of(answer, words)),
        "filters_set": sum(1 for _ in filters_set(answer.query)),
        "filters": filters_of(answer, words),
        "flags": switches_of(answer),
        "radii": radii_of(answer),
        "answers": carried(request.GET.dict()),
        "ignored": [LABELS[name] for name in answer.query.ignored],
        "wider": [] if answer.total else list(wider_of(answer)),
        "previous": page_address(answer, -1),
        "following": page_address(answer, 1),
    }
    return render(request, "courses/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Words that begin like the last one typed: for the list under the search field."""
    return JsonResponse(suggestions(clean_text(request.GET.get("q", ""))), safe=False)


def chips_of(answer: Answer, words: Words) -> Iterator[Chip]:
    query = answer.query
    if query.q:
        yield Chip(query.q, query.without("q").address())
    if answer.origin:
        near = _("Within %(km)s km of %(place)s") if query.radius() else _("%(place)s, any distance")
        label = near % {"km": query.radius(), "place": answer.origin.name}
        yield Chip(label, query.without("place").address())
    for name in FACETS:
        for value in query.values(name):
            label = words[name][value]
            if name in ("cert", "lang"):
                label = f"{LABELS[name]}: {label}"
            yield Chip(label, query.without(name, value).address())
    for name, day in (("from", query.starts_from), ("to", query.starts_to)):
        if day:
            yield Chip(f"{LABELS[name]}: {long_date(day)}", query.without(name).address())
    for name in FLAGS:
        if name in query.flags:
            yield Chip(str(LABELS[name]), query.without(name).address())


def filters_set(query: Query) -> Iterator[str]:
    yield from (value for name in FACETS for value in query.values(name))
    yield from (name for name in FLAGS if name in query.flags)
    yield from (str(day) for day in (query.starts_from, query.starts_to) if day)


def wider_of(answer: Answer) -> Iterator[Wider]:
    """What one step back would give: a longer way first, then each filter left out."""
    query = answer.query
    for km in RADII:
        more = answer.counts.get("km", {}).get(str(km), 0)
        if query.radius() and km > query.radius() and more:
            yield Wider(_("Within %(km)s km") % {"km": km}, more, query.at_distance(km).address())
    for name, more in answer.wider.items():
        if not more:
            continue
        if name == "km":
            yield Wider(_("In all of Denmark"), more, query.without("km").address())
        elif name == "when":
            yield Wider(_("On other dates"), more, query.without("from").without("to").address())
        else:
            label = _("Without “%(filter)s”") % {"filter": LABELS[name]}
            yield Wider(label, more, query.without(name).address())


def page_address(answer: Answer, step: int) -> str:
    number = answer.query.page + step
    return answer.query.on_page(number).address() if 1 <= number <= answer.pages else ""
