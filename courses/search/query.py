"""What somebody looks for, read from any query string whatever; and written back as one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from urllib.parse import urlencode

from amu.kernel.dates import read_date
from amu.kernel.errors import CodedError
from amu.kernel.folding import composed
from courses.guidance.rules.questions import QUESTIONS
from courses.search.rules.bits import SWITCHES

LONGEST_TEXT = 100
LAST_PAGE = 10_000
MOST_VALUES = 20  # of one filter
RADII = (10, 25, 50, 100)
ANY_DISTANCE = 0
USUAL_KM = 25  # around a place, when nothing is said about distance

# Filters of which several values may be chosen: one of them must fit.
FACETS = (
    "area", "fkb", "cert", "provider", "kind", "region", "municipality", "form", "pace", "lang", "days",
)  # fmt: skip
FLAGS = tuple(SWITCHES)
NAMES = ("q", "place", "km", *FACETS, "from", "to", *FLAGS, "page")
GUIDE = tuple(QUESTIONS)  # the price guide's answers go along with a search and choose nothing
# Said by whoever made the link, not by the person who searches.
NOT_OURS = re.compile(r"utm_\w*|fbclid|gclid|msclkid")

type Chosen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for. Empty means that it does not matter.

    ``km`` is None where nothing was said about distance. ``ignored`` names the parts of the
    query string that made no sense; the page says so instead of answering another question
    in silence.
    """

    q: str = ""
    place: str = ""
    km: int | None = None
    chosen: Chosen = field(default_factory=lambda: MappingProxyType({}))
    starts_from: date | None = None
    starts_to: date | None = None
    flags: frozenset[str] = frozenset()
    page: int = 1
    ignored: tuple[str, ...] = ()

    def values(self, name: str) -> tuple[str, ...]:
        return self.chosen.get(name, ())

    def radius(self) -> int:
        """Kilometres around ``place``, or ANY_DISTANCE."""
        if not self.place:
            return ANY_DISTANCE
        return USUAL_KM if self.km is None else self.km

    def at_distance(self, km: int) -> "Query":
        return replace(self, page=1, ignored=(), km=km)

    def with_place(self, words: str) -> "Query":
        """The same search with some of its words as the place."""
        named = words.split()
        left = " ".join(word for word in self.q.split() if word not in named)
        return replace(self, q=left, place=" ".join(word.strip(".,;:()") for word in named))

    def with_filters(self, left: str, choices: Iterable[tuple[str, str, str]]) -> "Query":
        """The same search for the words that are left, with what the others choose: typed, filter and value."""
        chosen, flags = dict(self.chosen), set(self.flags)
        for _typed, name, value in choices:
            if name in FLAGS:
                flags.add(name)
            else:
                chosen[name] = tuple(dict.fromkeys((*chosen.get(name, ()), value)))
        return replace(self, q=left, chosen=chosen, flags=frozenset(flags))

    def on_page(self, number: int) -> "Query":
        return replace(self, ignored=(), page=number)

    def without(self, name: str, value: str = "") -> "Query":
        """The same search, on its first page, without one choice or without a whole filter."""
        first = replace(self, page=1, ignored=())
        match name:
            case "q":
                return replace(first, q="")
            case "place":
                return replace(first, place="", km=None)
            case "km":
                return replace(first, km=ANY_DISTANCE)
            case "from":
                return replace(first, starts_from=None)
            case "to":
                return replace(first, starts_to=None)
            case _ if name in FLAGS:
                return replace(first, flags=self.flags - {name})
        left = {**self.chosen, name: tuple(each for each in self.values(name) if value and each != value)}
        return replace(first, chosen=left)

    def address(self) -> str:
        """The query string that asks this again, its parts always in the same order."""
        pairs = [("q", self.q), ("place", self.place), ("km", "" if self.km is None else str(self.km))]
        pairs += [(name, value) for name in FACETS for value in self.values(name)]
        pairs += [("from", str(self.starts_from or "")), ("to", str(self.starts_to or ""))]
        pairs += [(name, "1") for name in FLAGS if name in self.flags]
        pairs += [("page", str(self.page) if self.page > 1 else "")]
        return urlencode([(name, value) for name, value in pairs if value])


def parse_query(given: Mapping[str, str]) -> Query:
    """Read a query string. Never raises: what makes no sense is left out and named in ``ignored``."""
    reader = _Reader(given)
    starts_from, starts_to = reader.day("from"), reader.day("to")
    if starts_from and starts_to and starts_to < starts_from:
        reader.ignored += ["from", "to"]
        starts_from = starts_to = None
    return Query(
        q=reader.text("q"),
        place=reader.text("place"),
        km=reader.radius(),
        chosen={name: values for name in FACETS if (values := reader.several(name))},
        starts_from=starts_from,
        starts_to=starts_to,
        flags=frozenset(name for name in FLAGS if reader.switch(name)),
        page=reader.page(),
        ignored=reader.all_ignored(),
    )


class _Reader:
    """One query string, and what of it could not be understood."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.ignored: list[str] = []

    def _all(self, name: str) -> list[str]:
        several = getattr(self.given, "getlist", None)
        found = several(name) if several else [self.given[name]] if name in self.given else []
        return [clean(value) for value in found]

    def text(self, name: str) -> str:
        value = next((value for value in self._all(name) if value), "")
        if len(value) > LONGEST_TEXT:
            self.ignored.append(name)
        return value[:LONGEST_TEXT].strip()

    def several(self, name: str) -> tuple[str, ...]:
        values = dict.fromkeys(value for value in self._all(name) if value)
        fitting = [value for value in values if len(value) <= LONGEST_TEXT][:MOST_VALUES]
        if len(fitting) < len(values):
            self.ignored.append(name)
        return tuple(fitting)

    def day(self, name: str) -> date | None:
        value = self.text(name)
        if not value:
            return None
        try:
            return read_date(value)
        except CodedError:
            self.ignored.append(name)
            return None

    def radius(self) -> int | None:
        value = self.text("km")
        if not value:
            return None
        known = {str(radius): radius for radius in (ANY_DISTANCE, *RADII)}
        if value not in known:
            self.ignored.append("km")
        return known.get(value)

    def switch(self, name: str) -> bool:
        value = self.text(name)
        if value and value != "1":
            self.ignored.append(name)
        return value == "1"

    def page(self) -> int:
        values = [clean(value) for value in self._all("page")] or ["1"]
        value = values[0]
        if value.isascii() and value.isdigit() and len(value) < 9 and 1 <= int(value) <= LAST_PAGE:
            return int(value)
        self.ignored.append("page")
        return 1

    def all_ignored(self) -> tuple[str, ...]:
        unknown = any(name not in (*NAMES, *GUIDE) and not NOT_OURS.fullmatch(name) for name in self.given)
        return tuple(dict.fromkeys([*self.ignored, *(["unknown"] if unknown else [])]))


def clean(value: str) -> str:
    """One spelling of each letter, no control characters (PostgreSQL refuses NUL), single spaces.

    Soft hyphens and zero-width spaces, which come along from web pages, part no word.
    """
    return " ".join("".join(letter if letter.isprintable() else " " for letter in composed(value)).split())


def clean_text(value: str) -> str:
    """The same, and no longer than a field of the search."""
    return clean(value)[:LONGEST_TEXT].strip()
