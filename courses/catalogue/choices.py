"""What can be chosen in a search: each filter's choices in the reader's words, and how many courses each gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from amu import clock
from amu.kernel.folding import danish_order
from amu.web.formatting import long_date
from amu.words import choices
from courses.classes.words import area_name
from courses.enums import DeliveryForm, Known, ProviderKind
from courses.search.answer import Answer
from courses.search.query import FLAGS, RADII
from courses.search.rules.regions import MERGERS

type Words = Mapping[str, Mapping[str, str]]  # by filter and value, in the order they are shown

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
    "from": gettext_lazy("Starts from"),
    "to": gettext_lazy("Starts no later than"),
    "dates": gettext_lazy("With dates"),
    "open": gettext_lazy("The deadline has not passed"),
    "seats": gettext_lazy("Free seats"),
    "guaranteed": gettext_lazy("Guaranteed to run"),
    "free": gettext_lazy("Free of charge for the target group"),
    "page": gettext_lazy("Page number"),
    "unknown": gettext_lazy("An unknown part of the address"),
}
CODES = {"cert": Known, "kind": ProviderKind, "form": DeliveryForm}
VALUES = {
    "pace": {
        "full": gettext_lazy("Full days (7 hours or more)"),
        "part": gettext_lazy("Shorter days"),
        "unknown": gettext_lazy("Hours not stated"),
    },
    "lang": {
        "danish": gettext_lazy("Danish"),
        "other": gettext_lazy("A language other than Danish"),
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
# What most people choose by stands first.
SHOWN = ("form", "days", "area", "region", "cert", "pace", "lang", "kind", "provider", "municipality", "fkb")


class Choice(NamedTuple):
    """``number`` is its place among all choices of the filter, whether they find something or not.

    ``courses``: how many courses it gives; None where that says nothing.
    """

    number: int
    value: str
    label: str
    courses: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    label: str
    choices: tuple[Choice, ...]
    is_drop_down: bool
    is_set: bool


def filters_of(answer: Answer, words: Words) -> list[Filter]:
    """Every filter with the choices that find something, and those that are chosen anyway."""
    return [_filter(answer, name, words[name]) for name in SHOWN]


def _filter(answer: Answer, name: str, words: Mapping[str, str]) -> Filter:
    counts, chosen = answer.counts.get(name, {}), answer.query.values(name)
    choices = tuple(
        Choice(number, value, label, counts.get(value, 0), value in chosen)
        for number, (value, label) in enumerate(words.items(), start=1)
        if counts.get(value) or value in chosen
    )
    return Filter(name, str(LABELS[name]), choices, name in DROP_DOWNS, bool(chosen))


def switches_of(answer: Answer) -> Iterator[Choice]:
    for name in FLAGS:
        count = answer.counts.get(name, {}).get("1", 0)
        yield Choice(1, name, str(LABELS[name]), count, name in answer.query.flags)


def radii_of(answer: Answer) -> Iterator[Choice]:
    """The distances, with numbers once a place is chosen. None is the one in use without a place."""
    counts, place = answer.counts.get("km", {}), answer.origin
    chosen = answer.query.radius() if place else None
    for number, km in enumerate(RADII, start=1):
        count = counts.get(str(km), 0) if place else None
        yield Choice(number, str(km), _("%(km)s km") % {"km": km}, count, km == chosen)
    yield Choice(len(RADII) + 1, "0", _("Any distance"), None, bool(place) and not chosen)


def choice_words(answer: Answer) -> Words:
    """Each filter's values in the order they are shown, with the reader's words for them."""
    areas = {area: area_name(area) for area in answer.labels["area"]}
    return {
        **{name: {code: str(said) for code, said in choices(codes)} for name, codes in CODES.items()},
        **{name: {value: str(label) for value, label in words.items()} for name, words in VALUES.items()},
        **answer.labels,
        "region": {name: region_words(name) for name in answer.labels["region"]},
        "area": dict(sorted(areas.items(), key=lambda pair: danish_order(pair[1]))),
    }


def region_words(name: str) -> str:
    """Before regions merge, the old ones and the new one stand beside each other, each with its time."""
    for merger in MERGERS:
        if clock.today() < merger.since and name == merger.name:
            return _("%(region)s (classes from %(day)s)") % {"region": name, "day": long_date(merger.since)}
        if clock.today() < merger.since and name in merger.of.values():
            last_day = long_date(merger.since - timedelta(days=1))
            return _("%(region)s (classes until %(day)s)") % {"region": name, "day": last_day}
    return name
