"""The catalogue as it stands on one day: rows that can still be taken, and all that is known of each in numbers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from courses.rules.search_bits import Bit
from courses.selectors.search.catalogue import KEEPER, Catalogue, Courses
from courses.selectors.search.places import Geography, School, Spot
from courses.selectors.search.rows import Numbers, places_among

type Bits = NDArray[np.int64]

EPOCH = date(2000, 1, 1)
FIRST_KIND_BIT, FIRST_REGION_BIT = 32, 40


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Which different pairs of a course and something else there are. ``of_row`` is each row's pair."""

    of_row: NDArray[np.intp]
    other: Numbers

    def count(self, rows: NDArray[np.intp] | slice, kinds: int) -> NDArray[np.intp]:
        """How many courses each of the other things has among these rows."""
        there = np.zeros(len(self.other), np.bool_)
        there[self.of_row[rows]] = True
        return np.bincount(self.other[there], minlength=kinds)


@dataclass(frozen=True, slots=True, eq=False)
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

    def rows_of(self, ranks: NDArray[Any]) -> NDArray[np.intp]:
        """The rows of these courses, course by course."""
        begin, length = self.first[ranks], self.first[ranks + 1] - self.first[ranks]
        ends = np.cumsum(length)
        return np.repeat(begin - (ends - length), length) + np.arange(ends[-1] if len(ends) else 0)


_kept: View | None = None


def current_view(today: date) -> View:
    """The catalogue as of the last commit, on that day. One query where nothing has changed."""
    global _kept  # noqa: PLW0603 - one per process, read and replaced whole
    catalogue, view = KEEPER.current(), _kept
    if view is None or view.today != today or not view.catalogue.is_like(catalogue):
        _kept = view = view_of(catalogue, today)
    return view


def days_since_epoch(day: date) -> int:
    return (day - EPOCH).days


def view_of(catalogue: Catalogue, today: date) -> View:
    geography = catalogue.reference.geography
    schools = (None, *geography.schools)
    spots = tuple(geography.spots.values())
    rows = catalogue.rows
    course = catalogue.courses.ranks_of(rows.course)
    school = places_among([each.pk if each else 0 for each in schools], rows.provider)
    spot = places_among([each.pk for each in spots], rows.place)
    first_day = days_since_epoch(today)
    there = (rows.starts_on >= first_day) & (course >= 0) & (school >= 0) & (spot >= 0)
    chosen = np.flatnonzero(there)
    chosen = chosen[np.argsort(course[chosen], kind="stable")]
    rows = rows.take(chosen)
    course, school, spot = course[chosen], school[chosen], spot[chosen]
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
        first=np.searchsorted(course, np.arange(len(catalogue.courses.ids) + 1)),
        run=rows.run,
        school=school,
        spot=spot,
        day=rows.starts_on,
        bits=bits,
        by_school=_pairs(course, school, len(schools)),
        by_town=_pairs(course, town_of_spot[spot], len(towns)),
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


def _pairs(course: Numbers, other: Numbers, others: int) -> Pairs:
    pairs, of_row = np.unique(course.astype(np.int64) * others + other, return_inverse=True)
    return Pairs(of_row, (pairs % others).astype(np.int32))
