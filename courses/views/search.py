"""The search page: what was asked, what fits, and what else could be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from amu import clock
from amu.web.templatetags.amu import long_date
from courses.enums import DeliveryForm, Known, ProviderKind
from courses.selectors.query import FACETS, FLAGS, RADII, Search, clean, parse_search
from courses.selectors.search import Found, Hit, search
from courses.selectors.search_text import suggestions
from courses.templatetags.catalogue import area_name
from courses.views.prices import list_prices

LABELS = {
    "q": gettext_lazy("Course or trade"),
    "place": gettext_lazy("Town or postal code"),
    "km": gettext_lazy("Distance"),
    "area": gettext_lazy("Subject area"),
    "fkb": gettext_lazy("Job area (FKB)"),
    "cert": gettext_lazy("Certificate course"),
    "provider": gettext_lazy("School"),
    "kind": gettext_lazy("Type of school"),
    "region": gettext_lazy("Region"),
    "municipality": gettext_lazy("Municipality"),
    "form": gettext_lazy("When and how"),
    "pace": gettext_lazy("Full time or part time"),
    "lang": gettext_lazy("Language of instruction"),
    "days": gettext_lazy("Length"),
    "from": gettext_lazy("Starts no earlier than"),
    "to": gettext_lazy("Starts no later than"),
    "dates": gettext_lazy("Only courses with dates"),
    "open": gettext_lazy("The deadline has not passed"),
    "seats": gettext_lazy("Free seats"),
    "guaranteed": gettext_lazy("Guaranteed to run"),
    "free": gettext_lazy("Free of charge for the target group"),
    "page": gettext_lazy("Page number"),
    "unknown": gettext_lazy("A part of the address that we do not know"),
}
VALUES = {
    "cert": dict(Known.choices),
    "kind": dict(ProviderKind.choices),
    "form": dict(DeliveryForm.choices),
    "pace": {
        "full": gettext_lazy("Full days (7 hours or more)"),
        "part": gettext_lazy("Shorter days"),
        "unknown": gettext_lazy("Hours not stated"),
    },
    "lang": {
        "danish": gettext_lazy("Danish"),
        "other": gettext_lazy("Another language than Danish"),
        "second": gettext_lazy("For people with Danish as a second language"),
    },
    "days": {
        "1": gettext_lazy("1 day or less"),
        "3": gettext_lazy("2 to 3 days"),
        "5": gettext_lazy("4 to 5 days"),
        "more": gettext_lazy("More than 5 days"),
        "unknown": pgettext_lazy("length of a course", "Not stated"),
    },
}
DROP_DOWNS = frozenset({"provider", "municipality", "fkb"})  # too many choices for a list of boxes


@dataclass(frozen=True, slots=True)
class Chip:
    """Something chosen, and the address of the search without it."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    label: str
    choices: tuple[Choice, ...]
    is_drop_down: bool
    is_set: bool


@dataclass(frozen=True, slots=True)
class Wider:
    """What the search gives without one of its filters, or farther away."""

    label: str
    more: int
    address: str


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    found = search(parse_search(request.GET), today=today)
    chips = list(chips_of(found))
    facts = {
        "found": found,
        "asked": found.search,
        "hits": hits_of(found, today),
        "chips": chips,
        "set": sum(1 for _ in filters_set(found.search)),
        "filters": [filter_of(found, name) for name in FACETS],
        "switches": [switch_of(found, name) for name in FLAGS],
        "radii": radii_of(found),
        "everyday": found.about.everyday,
        "ignored": [LABELS[name] for name in found.search.ignored],
        "wider": [] if found.count else list(wider_of(found)),
        "previous": page_address(found, -1),
        "following": page_address(found, 1),
    }
    return render(request, "courses/search.html", facts)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Words that begin like the last one typed: for the list under the search field."""
    return JsonResponse(suggestions(clean(request.GET.get("q", ""))[:100]), safe=False)


def hits_of(found: Found, today: date) -> list[tuple[Hit, Decimal | None]]:
    prices = list_prices([hit.course for hit in found.hits], today, found.about.rates)
    return [(hit, prices[hit.course.pk].amount) for hit in found.hits]


def radii_of(found: Found) -> list[Choice]:
    counts = found.answer.counts.get("km", {})
    return [
        Choice(str(km), _("%(km)s km") % {"km": km}, counts.get(str(km), 0), km == found.radius)
        for km in RADII
    ]


def label_of(found: Found, name: str, value: str) -> str:
    """A value of a filter in the reader's words."""
    match name:
        case "area":
            return area_name(value) or _("No subject area stated")
        case "fkb":
            return found.about.fields.get(value, "") or _("No job area stated")
        case "provider":
            return next(school.name for school in found.about.geography.schools if school.key == value)
        case "municipality":
            return found.about.geography.municipalities.get(value, "")
        case "region":
            return value
    return str(VALUES[name][value])


def chips_of(found: Found) -> Iterator[Chip]:
    asked = found.search
    if asked.text:
        yield Chip(asked.text, asked.without("q").address())
    if found.origin:
        near = _("%(place)s, any distance") if not found.radius else _("Within %(km)s km of %(place)s")
        yield Chip(near % {"km": found.radius, "place": found.origin.name}, asked.without("place").address())
    for name in FACETS:
        for value in asked.values(name):
            label = label_of(found, name, value)
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


def filter_of(found: Found, name: str) -> Filter:
    """A filter with the choices that find something, and those that are chosen anyway."""
    counts, chosen = found.answer.counts.get(name, {}), found.search.values(name)
    order = list(VALUES.get(name, ())) or sorted(
        {*counts, *chosen}, key=lambda value: label_of(found, name, value) if value else "~"
    )
    choices = tuple(
        Choice(value, label_of(found, name, value), counts.get(value, 0), value in chosen)
        for value in order
        if value and (counts.get(value) or value in chosen)
    )
    return Filter(name, str(LABELS[name]), choices, name in DROP_DOWNS, bool(chosen))


def switch_of(found: Found, name: str) -> Choice:
    count = found.answer.counts.get(name, {}).get("1", 0)
    return Choice(name, str(LABELS[name]), count, name in found.search.flags)


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
