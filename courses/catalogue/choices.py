"""What can be chosen in a search: each filter's choices in the reader's words, and how many courses each gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from courses.enums import DeliveryForm, Known, ProviderKind
from courses.search.answer import Found
from courses.search.query import FLAGS, RADII
from courses.search.reference import Reference
from courses.templatetags.catalogue import area_name

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
    "dates": gettext_lazy("With dates"),
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
# What most people choose by stands first.
SHOWN = ("form", "days", "area", "region", "cert", "pace", "lang", "kind", "provider", "municipality", "fkb")


@dataclass(frozen=True, slots=True)
class Choice:
    """``number`` is its place among all choices of the filter, whether they find something or not."""

    number: int
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


def filters_of(found: Found) -> list[Filter]:
    """Every filter with the choices that find something, and those that are chosen anyway."""
    words = words_of_choices(found)
    return [_filter(found, name, words[name]) for name in SHOWN]


def _filter(found: Found, name: str, words: Mapping[str, str]) -> Filter:
    counts, chosen = found.answer.counts.get(name, {}), found.search.values(name)
    choices = tuple(
        Choice(number, value, label, counts.get(value, 0), value in chosen)
        for number, (value, label) in enumerate(words.items(), start=1)
        if counts.get(value) or value in chosen
    )
    return Filter(name, str(LABELS[name]), choices, name in DROP_DOWNS, bool(chosen))


def switches_of(found: Found) -> Iterator[Choice]:
    for name in FLAGS:
        count = found.answer.counts.get(name, {}).get("1", 0)
        yield Choice(1, name, str(LABELS[name]), count, name in found.search.flags)


def radii_of(found: Found) -> Iterator[Choice]:
    counts = found.answer.counts.get("km", {})
    for number, km in enumerate(RADII, start=1):
        label = _("%(km)s km") % {"km": km}
        yield Choice(number, str(km), label, counts.get(str(km), 0), km == found.radius)


def words_of_choices(found: Found) -> Mapping[str, Mapping[str, str]]:
    """Each filter's values in the order they are shown, with the reader's words for them."""
    catalogue = found.view.catalogue
    return _words(get_language() or "da", catalogue.reference, catalogue.courses.columns["area"].values)


@lru_cache(maxsize=4)
def _words(language: str, reference: Reference, areas: tuple[str, ...]) -> Mapping[str, Mapping[str, str]]:
    geography = reference.geography
    return {
        **{name: {value: str(label) for value, label in words.items()} for name, words in VALUES.items()},
        "area": _by_label({area: area_name(area) for area in areas if area}),
        "fkb": _by_label(reference.fields),
        "provider": {school.key: school.name for school in geography.schools},
        "municipality": geography.municipalities,
        "region": {region: region for region in geography.regions},
    }


def _by_label(words: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(words.items(), key=lambda pair: pair[1]))
