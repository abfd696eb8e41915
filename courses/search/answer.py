"""The answer to a search: one page of courses, how many there are, and what else can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from courses.classes.listing import ListedRun
from courses.schools.places import Origin
from courses.search.query import Query
from courses.search.rules.filter_words import Reading
from courses.search.text import Understood

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class ListedCourse:
    """A course as a list shows it. ``code`` is as people write it: 47592, or 49041-B."""

    pk: int
    code: str
    title: str
    title_may_be_cut: bool
    duration_days: Decimal | None
    subject_area: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A course that fits: how many of its classes do, when the first begins, and one that stands for them.

    That is the nearest where a place was given, else the next; one that is open before one whose last day
    to apply has passed. ``km`` counts whole kilometres to it, or else to a school; None: not known.
    """

    course: ListedCourse
    runs: int
    next_start: date | None
    km: int | None
    run: ListedRun | None


@dataclass(frozen=True, slots=True)
class Answer:
    """``query`` is the question as it was understood; ``reading`` tells which of its words were filters.

    ``counts`` has the number of courses by filter and value: what each choice would give. ``labels`` are the
    names of everything in the data that can be chosen, each filter's in Danish order. ``wider``: how many courses
    there were without each filter in use. ``everyday`` are words to offer somebody who has not begun to type.
    """

    query: Query
    understood: Understood
    reading: Reading
    origin: Origin | None
    total: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    wider: Mapping[str, int] = field(default_factory=dict)
    everyday: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))
