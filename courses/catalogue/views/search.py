"""The search page: what was asked, what fits, and what else could be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amu.web.templatetags.amu import long_date
from courses.catalogue.choices import LABELS, filters_of, radii_of, switches_of, words_of_choices
from courses.catalogue.prices import list_prices
from courses.catalogue.views.kept import Page, keeping, versions
from courses.guidance.targets import carried
from courses.search.answer import Found, Hit, search_in
from courses.search.query import FACETS, FLAGS, RADII, Search, clean, parse_search
from courses.search.text import suggestions
from courses.search.view import View


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
@keeping
def search_page(request: HttpRequest, view: View) -> Page:
    found = search_in(view, parse_search(request.GET))
    facts = {
        "found": found,
        "asked": found.search,
        "hits": hits_of(found),
        "chips": list(chips_of(found)),
        "set": sum(1 for _ in filters_set(found.search)),
        "filters": filters_of(found),
        "switches": list(switches_of(found)),
        "radii": list(radii_of(found)),
        "near": found.origin is not None,
        "answers": carried(request.GET.dict()),
        "everyday": view.catalogue.reference.everyday,
        "ignored": [LABELS[name] for name in found.search.ignored],
        "wider": [] if found.count else list(wider_of(found)),
        "previous": page_address(found, -1),
        "following": page_address(found, 1),
    }
    return Page("courses/search.html", facts, versions(hit.run for hit in found.hits if hit.run))


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Words that begin like the last one typed: for the list under the search field."""
    return JsonResponse(suggestions(clean(request.GET.get("q", ""))[:100]), safe=False)


def hits_of(found: Found) -> list[tuple[Hit, Decimal | None]]:
    prices = list_prices([hit.course.code for hit in found.hits], found.view.today, found.view.catalogue)
    return [(hit, prices[hit.course.code]) for hit in found.hits]


def chips_of(found: Found) -> Iterator[Chip]:
    asked, words = found.search, words_of_choices(found)
    if asked.text:
        yield Chip(asked.text, asked.without("q").address())
    if found.origin:
        near = _("%(place)s, any distance") if not found.radius else _("Within %(km)s km of %(place)s")
        yield Chip(near % {"km": found.radius, "place": found.origin.name}, asked.without("place").address())
    for name in FACETS:
        for value in asked.values(name):
            label = words[name][value]
            if name in ("cert", "lang"):
                label = f"{LABELS[name]}: {label}"
            yield Chip(label, asked.without(name, value).address())
    for name, day in (("from", asked.first), ("to", asked.last)):
        if day:
            yield Chip(f"{LABELS[name]}: {long_date(day)}", asked.without(name).address())
    for name in FLAGS:
        if name in asked.flags:
            yield Chip(str(LABELS[name]), asked.without(name).address())


def filters_set(asked: Search) -> Iterator[str]:
    yield from (value for name in FACETS for value in asked.values(name))
    yield from (name for name in FLAGS if name in asked.flags)
    yield from (str(day) for day in (asked.first, asked.last) if day)


def wider_of(found: Found) -> Iterator[Wider]:
    """What one step back would give: a longer way first, then each filter left out."""
    asked = found.search
    for km in RADII:
        more = found.answer.counts.get("km", {}).get(str(km), 0)
        if found.radius and km > found.radius and more:
            yield Wider(_("Within %(km)s km") % {"km": km}, more, asked.at_distance(km).address())
    for name, more in found.answer.wider.items():
        if not more:
            continue
        if name == "km":
            yield Wider(_("In all of Denmark"), more, asked.without("km").address())
        elif name == "when":
            yield Wider(_("On other dates"), more, asked.without("from").without("to").address())
        else:
            label = _("Without “%(filter)s”") % {"filter": LABELS[name]}
            yield Wider(label, more, asked.without(name).address())


def page_address(found: Found, step: int) -> str:
    number = found.search.page + step
    return found.search.on_page(number).address() if 1 <= number <= found.pages else ""
