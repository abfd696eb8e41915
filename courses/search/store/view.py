"""The catalogue as it stands on one day: rows that can still be taken, and all that is known of each in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from amu.kernel.folding import danish_order
from courses.search.rules.bits import Bit
from courses.search.rules.regions import MERGERS
from courses.search.store.catalogue import Catalogue, CourseColumns, ProviderName, Reference
from courses.search.store.rows import Bits, Numbers, Positions, ranges

type Some = NDArray[np.intp] | slice  # positions of rows, or EVERY

EVERY = slice(None)
EPOCH = date(2000, 1, 1)


class Group:
    """Some rows of a view in their order, and where among them each course begins."""

    def __init__(self, course: Numbers, bits: Bits, rows: Some) -> None:
        self.rows, self._bits = rows, bits
        own = course[rows]
        begins = np.ones(len(own), np.bool_)
        np.not_equal(own[1:], own[:-1], out=begins[1:])
        self.begin = np.flatnonzero(begins)
        self.courses = own[self.begin]

    def __len__(self) -> int:
        return len(self.courses)

    @cached_property
    def bits(self) -> Bits:
        """For each course the bits that any of its rows has."""
        bits = self._bits[self.rows]
        return np.bitwise_or.reduceat(bits, self.begin) if len(self) else bits

    def least(self, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each course the least of its rows' numbers."""
        return np.minimum.reduceat(numbers, self.begin) if len(self) else numbers


@dataclass(frozen=True, eq=False)
class Pairs:
    """Each row's course and something else of it as one number: course times ``others`` plus the other."""

    of_row: Numbers
    courses: int
    others: int

    def count(self, rows: Some) -> NDArray[np.int32]:
        """How many courses each of the others has among these rows."""
        return self._of_all if rows is EVERY else self._count(rows)

    @cached_property
    def _of_all(self) -> NDArray[np.int32]:
        return self._count(EVERY)

    def _count(self, rows: Some) -> NDArray[np.int32]:
        there = np.zeros((self.courses, self.others), np.uint8)
        there.reshape(-1)[self.of_row[rows]] = 1
        found: NDArray[np.int32] = np.add.reduce(there, axis=0, dtype=np.int32)
        return found


@dataclass(frozen=True, eq=False)
class View:
    """One entry a row, in the order of course rank, first day and run.

    ``course`` is a rank; ``provider``, ``town`` and ``place`` are positions in ``providers``, ``towns`` and the
    coordinates; ``day`` counts from 1 January 2000. ``bits`` also say whether one can still apply. ``first``
    has the first row of each course, and one past the end.
    """

    catalogue: Catalogue
    today: date
    providers: tuple[ProviderName | None, ...]
    towns: tuple[str, ...]
    course: Numbers
    first: NDArray[np.intp]
    run: Numbers
    provider: Numbers
    town: Numbers
    place: Numbers
    day: Numbers
    bits: Bits
    by_provider: Pairs
    by_town: Pairs
    latitude: NDArray[np.float64] = field(repr=False)
    longitude: NDArray[np.float64] = field(repr=False)

    @property
    def courses(self) -> CourseColumns:
        return self.catalogue.courses

    @property
    def reference(self) -> Reference:
        return self.catalogue.reference

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """By filter and value the names in the data, each filter's in Danish order."""
        reference = self.reference
        names = {
            "area": {area: area for area in self.courses.columns["area"].values if area},
            "provider": {each.key: each.name for each in reference.providers},
            "municipality": reference.towns,
            "fkb": reference.fields,
            "region": {region: region for region in reference.regions},
        }
        return {name: _in_danish_order(those) for name, those in names.items()}

    def group(self, rows: Some) -> Group:
        return self._all if rows is EVERY else Group(self.course, self.bits, rows)

    @cached_property
    def _all(self) -> Group:
        return Group(self.course, self.bits, EVERY)

    def rows_of(self, ranks: NDArray[Any]) -> NDArray[np.intp]:
        """The rows of these courses, course by course."""
        return ranges(self.first[ranks], self.first[ranks + 1] - self.first[ranks])


def _in_danish_order(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda pair: danish_order(pair[1])))


def days_since_epoch(day: date) -> int:
    return (day - EPOCH).days


def view_of(catalogue: Catalogue, today: date) -> View:
    reference, ids = catalogue.reference, catalogue.courses.ids
    providers = (None, *reference.providers)
    towns = ("", *reference.towns)
    first_day = days_since_epoch(today)
    rows = catalogue.rows.take(catalogue.rows.of(ids))
    provider = Positions([each.pk if each else 0 for each in providers]).of(rows.provider)
    town = Positions([int(code or 0) for code in towns]).of(rows.town)
    place = Positions(list(reference.places)).of(rows.place)
    # A row may be newer than the small tables; it counts when those have caught up.
    there = (rows.starts_on >= first_day) & (provider >= 0) & (town >= 0) & (place >= 0)
    rows, provider, town, place = rows.take(there), provider[there], town[there], place[there]
    course = catalogue.courses.ranks_of(rows.course)
    is_open = (rows.run > 0) & (rows.enrol_by >= first_day)
    bits = _with_merged_regions(rows.bits, np.where(rows.run > 0, rows.starts_on, first_day))
    points = np.radians(list(reference.places.values()))
    return View(
        catalogue=catalogue,
        today=today,
        providers=providers,
        towns=towns,
        course=course,
        first=np.searchsorted(course, np.arange(len(ids) + 1)),
        run=rows.run,
        provider=provider,
        town=town,
        place=place,
        day=rows.starts_on,
        bits=bits | np.where(is_open, int(Bit.OPEN), 0),
        by_provider=Pairs(course * len(providers) + provider, len(ids), len(providers)),
        by_town=Pairs(course * len(towns) + town, len(ids), len(towns)),
        latitude=points[:, 0],
        longitude=points[:, 1],
    )


def _with_merged_regions(bits: Bits, day: Numbers) -> Bits:
    """Each row in the region there is on that day: the first one of a class, today of a school without one."""
    for merger in MERGERS:
        is_merged = (day >= days_since_epoch(merger.since)) & (bits & merger.old_bits > 0)
        bits = np.where(is_merged, bits & ~merger.old_bits | merger.bit, bits)
    return bits
