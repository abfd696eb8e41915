"""One search over all rows: hits of one page, their number, and the counts of every choice.

A row that fails no filter is a hit, and counts in every choice. One that fails exactly one filter
counts among that filter's own choices alone, for it would be a hit if that choice were made. So one
pass serves all filters; courses, not rows, are counted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from courses.schools.places import Origin
from courses.search.answer import PAGE_SIZE, ListedCourse
from courses.search.query import RADII, Query
from courses.search.rules.bits import BITS, Bit
from courses.search.store.fails import CODES, Fails, Yes, active, bits_of, kilometres_to
from courses.search.store.view import EPOCH, EVERY, Group, View

FAR = 10_000  # kilometres, for what has no place


@dataclass(frozen=True, slots=True)
class HitRow:
    """A course that fits: how many of its runs do, when the first begins, which run stands for them, and how
    many whole kilometres away that, or else a school, is.

    The nearest run stands for them where a place was given, else the next; one that is open before
    one whose last day to apply has passed.
    """

    course: ListedCourse
    runs: int
    next_start: date | None
    km: int | None
    run_id: int | None


@dataclass(slots=True)
class Weighed:
    """``counts`` by filter and value. ``wider``: how many courses there were without each filter in use."""

    total: int = 0
    hits: list[HitRow] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    wider: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Worded:
    """The courses whose words fit, by rank, and how well each does."""

    ranks: NDArray[np.int32]
    scores: NDArray[np.int32]


def worded(view: View, ids: Sequence[int], scores: Sequence[int]) -> Worded:
    """By the courses' ids; those that the view does not know are left out."""
    ranks = view.courses.ranks_of(np.array(ids, np.int32))
    order = np.argsort(ranks)
    order = order[ranks[order] >= 0]
    return Worded(ranks[order], np.array(scores, np.int32)[order])


def weigh(view: View, query: Query, origin: Origin | None = None, words: Worded | None = None) -> Weighed:
    return Weighing(view, query, origin, words).answer()


class Weighing:
    """What one search makes of a view."""

    def __init__(self, view: View, query: Query, origin: Origin | None, words: Worded | None) -> None:
        self.view, self.query, self.origin, self.words = view, query, origin, words
        self.rows = view.rows_of(words.ranks) if words else EVERY
        self.away = kilometres_to(view, origin.point) if origin else np.zeros(len(view.latitude))
        self.active = active(query, origin)
        self.fits, self.without = self._weighed() if self.active else (view.group(self.rows), {})

    def _weighed(self) -> tuple[Group, dict[str, Group]]:
        """The rows that fail nothing; and for each filter in use those that fail at most that."""
        fails = Fails(self.view, self.rows, self.query, self.away).of(self.active)
        fit = fails == 0
        return self._chosen(fit), {name: self._chosen(fit | (fails == CODES[name])) for name in self.active}

    def _chosen(self, chosen: Yes) -> Group:
        rows = np.flatnonzero(chosen) if isinstance(self.rows, slice) else self.rows[chosen]
        return self.view.group(rows)

    def answer(self) -> Weighed:
        weighed = Weighed(total=len(self.fits), hits=list(self._hits()))
        for names, count in self._counts():
            weighed.counts.update({name: count(name, self.without.get(name, self.fits)) for name in names})
        weighed.wider = {name: len(group) for name, group in self.without.items()}
        return weighed

    def _counts(self) -> Iterator[tuple[tuple[str, ...], Callable[[str, Group], dict[str, int]]]]:
        yield ("area", "fkb", "cert"), self._count_facts
        yield (*BITS, "region"), self._count_bits
        yield ("provider",), self._count_providers
        yield ("municipality",), self._count_towns
        if self.origin:
            yield ("km",), self._count_radii

    def _count_facts(self, name: str, group: Group) -> dict[str, int]:
        column = self.view.courses.columns[name]
        found = np.bincount(column.codes[group.courses], minlength=len(column.values))
        return dict(zip(column.values, found.tolist(), strict=True))

    def _count_bits(self, name: str, group: Group) -> dict[str, int]:
        return {
            value: int(np.count_nonzero(group.bits & bit)) for value, bit in bits_of(self.view, name).items()
        }

    def _count_providers(self, name: str, group: Group) -> dict[str, int]:
        found = self.view.by_provider.count(group.rows).tolist()
        return {each.key: n for each, n in zip(self.view.providers, found, strict=True) if each}

    def _count_towns(self, name: str, group: Group) -> dict[str, int]:
        found = self.view.by_town.count(group.rows).tolist()
        return dict(zip(self.view.towns, found, strict=True))

    def _count_radii(self, name: str, group: Group) -> dict[str, int]:
        nearest = group.least(self.away[self.view.place[group.rows]])
        return {str(km): int(np.count_nonzero(nearest <= km)) for km in RADII}

    def _hits(self) -> Iterator[HitRow]:
        """The courses of the page that was asked for, or of the last one there is."""
        page = min(self.query.page - 1, max(0, len(self.fits) - 1) // PAGE_SIZE)
        rows = np.arange(len(self.view.course))[self.fits.rows]
        ends = np.append(self.fits.begin, len(rows))
        for at in self._order()[page * PAGE_SIZE : (page + 1) * PAGE_SIZE].tolist():
            yield self._hit(int(self.fits.courses[at]), rows[ends[at] : ends[at + 1]])

    def _order(self) -> NDArray[np.intp]:
        """Nearest first, then what fits the words best and has dates, then by title."""
        keys: list[NDArray[Any]] = []
        if self.words:
            scores = np.zeros(len(self.view.courses.ids), np.int32)
            scores[self.words.ranks] = self.words.scores
            dated = self.fits.bits & Bit.DATED
            keys += [-dated, -scores[self.fits.courses]]
        if self.origin:
            keys.append(self._distances())
        return np.lexsort(keys) if keys else np.arange(len(self.fits))

    def _distances(self) -> NDArray[np.float64]:
        """Whole kilometres to each course's nearest run, one that is open if there is any; else to a school."""
        rows, view = self.fits.rows, self.view
        away = np.minimum(self.away[view.place[rows]].round(), FAR)
        is_open, is_run = (view.bits[rows] & Bit.OPEN) > 0, view.run[rows] > 0
        later = np.where(is_open, 0, np.where(is_run, 2 * FAR, 4 * FAR))
        return np.mod(self.fits.least(away + later), 2 * FAR)

    def _hit(self, rank: int, rows: NDArray[np.intp]) -> HitRow:
        view = self.view
        runs = rows[view.run[rows] > 0]
        still_open = runs[(view.bits[runs] & Bit.OPEN) > 0]
        among = next(some for some in (still_open, runs, rows) if len(some))
        km = self.away[view.place[among]].round()
        # By day already, so the first of the nearest is the next of them; without a place all are as near.
        best = int(among[np.argmin(km)])
        return HitRow(
            course=view.courses.listed[rank],
            runs=len(runs),
            next_start=EPOCH + timedelta(days=int(view.day[runs[0]])) if len(runs) else None,
            km=int(km.min()) if self.origin and km.min() < FAR else None,
            run_id=int(view.run[best]) if len(runs) else None,
        )
