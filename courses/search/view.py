"""The catalogue as it stands on one day: rows that can still be taken, and all that is known of each in numbers."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from courses.search.catalogue import Catalogue, Courses
from courses.search.places import Geography, School, Spot
from courses.search.rows import Numbers, Places, ranges
from courses.search.rules.bits import Bit

type Bits = NDArray[np.int64]
type Some = NDArray[np.intp] | slice  # places of rows, or EVERY

EVERY = slice(None)

EPOCH = date(2000, 1, 1)
FIRST_KIND_BIT, FIRST_REGION_BIT = 32, 40


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

    ``course`` is a rank, ``school`` and ``spot`` are places in the tuples of the same names,
    ``day`` counts from 1 January 2000. ``bits`` also say whether one can still apply, and what type
    of school and which region it is. ``first`` has the first row of each course, and one past the end.
    """

    catalogue: Catalogue
    today: date
    schools: tuple[School | None, ...]
    spots: tuple[Spot, ...]
    towns: tuple[str, ...]
    course: Numbers
    first: NDArray[np.intp]
    run: Numbers
    school: Numbers
    spot: Numbers
    day: Numbers
    bits: Bits
    by_school: Pairs
    by_town: Pairs
    latitude: NDArray[np.float64] = field(repr=False)
    longitude: NDArray[np.float64] = field(repr=False)

    @property
    def courses(self) -> Courses:
        return self.catalogue.courses

    @property
    def geography(self) -> Geography:
        return self.catalogue.reference.geography

    def group(self, rows: Some) -> Group:
        return self._all if rows is EVERY else Group(self.course, self.bits, rows)

    @cached_property
    def _all(self) -> Group:
        return Group(self.course, self.bits, EVERY)

    @cached_property
    def classes_by_school(self) -> NDArray[np.intp]:
        """How many classes each school has coming; one that carries several courses is one class."""
        runs, first = np.unique(self.run, return_index=True)
        return np.bincount(self.school[first[runs > 0]], minlength=len(self.schools))

    def rows_of(self, ranks: NDArray[Any]) -> NDArray[np.intp]:
        """The rows of these courses, course by course."""
        return ranges(self.first[ranks], self.first[ranks + 1] - self.first[ranks])


def days_since_epoch(day: date) -> int:
    return (day - EPOCH).days


def view_of(catalogue: Catalogue, today: date) -> View:
    geography = catalogue.reference.geography
    schools = (None, *geography.schools)
    spots = tuple(geography.spots.values())
    ids = catalogue.courses.ids
    first_day = days_since_epoch(today)
    rows = catalogue.rows.take(catalogue.rows.of(ids))
    school = Places([each.pk if each else 0 for each in schools]).of(rows.provider)
    spot = Places([each.pk for each in spots]).of(rows.place)
    # A row may be newer than the list of places; it counts when that has caught up.
    there = (rows.starts_on >= first_day) & (school >= 0) & (spot >= 0)
    rows, school, spot = rows.take(there), school[there], spot[there]
    course = catalogue.courses.ranks_of(rows.course)
    is_open = (rows.run > 0) & (rows.enrol_by >= first_day)
    bits = rows.bits.astype(np.int64) | np.where(is_open, int(Bit.OPEN), 0)
    bits |= _school_bits(schools, geography)[school] | _spot_bits(spots, geography)[spot]
    towns = tuple(sorted({each.municipality for each in spots}))
    town_of_spot = np.array([towns.index(each.municipality) for each in spots], np.int32)
    points = np.radians([each.point or (np.nan, np.nan) for each in spots])
    return View(
        catalogue=catalogue,
        today=today,
        schools=schools,
        spots=spots,
        towns=towns,
        course=course,
        first=np.searchsorted(course, np.arange(len(ids) + 1)),
        run=rows.run,
        school=school,
        spot=spot,
        day=rows.starts_on,
        bits=bits,
        by_school=Pairs(course * len(schools) + school, len(ids), len(schools)),
        by_town=Pairs(course * len(towns) + town_of_spot[spot], len(ids), len(towns)),
        latitude=points[:, 0],
        longitude=points[:, 1],
    )


def _school_bits(schools: tuple[School | None, ...], geography: Geography) -> Bits:
    return np.array(
        [1 << FIRST_KIND_BIT + geography.kinds.index(each.kind) if each else 0 for each in schools], np.int64
    )


def _spot_bits(spots: tuple[Spot, ...], geography: Geography) -> Bits:
    return np.array(
        [
            1 << FIRST_REGION_BIT + geography.regions.index(each.region) if each.region else 0
            for each in spots
        ],
        np.int64,
    )
