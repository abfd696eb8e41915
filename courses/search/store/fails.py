"""Which rows fail which filter of a search."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from courses.schools.places import EARTH_KM, Origin, Point
from courses.search.query import Query
from courses.search.rules.bits import BITS
from courses.search.store.view import Some, View, days_since_epoch

FILTERS = ("area", "fkb", "cert", "provider", "municipality", "region", *BITS, "when", "km")
CODES = {name: 1 << at for at, name in enumerate(FILTERS)}

type Yes = NDArray[np.bool_]


def active(query: Query, origin: Origin | None) -> list[str]:
    """The filters in use."""
    names = [name for name in FILTERS if query.values(name) or name in query.flags]
    names += ["when"] if query.starts_from or query.starts_to else []
    return names + (["km"] if origin and query.radius() else [])


class Fails:
    """For each of some rows of a view the filters it fails, as the sum of their codes."""

    def __init__(self, view: View, rows: Some, query: Query, away: NDArray[np.float64]) -> None:
        self.view, self.rows, self.query = view, rows, query
        self.within = away <= query.radius()

    def of(self, names: list[str]) -> NDArray[np.int32]:
        fails = np.zeros(len(self.view.course[self.rows]), np.int32)
        for name in names:
            fails |= np.multiply(self._by(name), np.int32(CODES[name]), dtype=np.int32)
        return fails

    def _by(self, name: str) -> Yes:
        view, values = self.view, self.query.values(name)
        match name:
            case "area" | "fkb" | "cert":
                column = view.courses.columns[name]
                return _lacking(column.values, values)[column.codes[view.course[self.rows]]]
            case "provider":
                keys = [each.key if each else "" for each in view.providers]
                return _lacking(keys, values)[view.provider[self.rows]]
            case "municipality":
                return _lacking(view.towns, values)[view.town[self.rows]]
            case "km":
                return np.logical_not(self.within[view.place[self.rows]])
            case "when":
                return self._by_day()
        mask = reduce(int.__or__, (bits_of(view, name)[value] for value in values or ("1",)))
        lacks: Yes = (view.bits[self.rows] & mask) == 0
        return lacks

    def _by_day(self) -> Yes:
        """What has no date fails whatever dates are asked for."""
        day = self.view.day[self.rows]
        fails: Yes = self.view.run[self.rows] == 0
        if self.query.starts_from:
            fails |= day < days_since_epoch(self.query.starts_from)
        if self.query.starts_to:
            fails |= day > days_since_epoch(self.query.starts_to)
        return fails


def _lacking(there: Sequence[str], wanted: Sequence[str]) -> Yes:
    return np.array([value not in wanted for value in there], np.bool_)


def bits_of(view: View, name: str) -> dict[str, int]:
    """The choices of a filter that stands in the bits, each with its bit."""
    if name == "region":
        return dict(view.reference.regions)
    return {value: int(bit) for value, bit in BITS[name].items()}


def kilometres_to(view: View, here: Point) -> NDArray[np.float64]:
    """To each place of the view; without end where there is no point."""
    lat, lon = np.radians(here)
    half: NDArray[np.float64] = (
        np.sin((view.latitude - lat) / 2) ** 2
        + np.cos(lat) * np.cos(view.latitude) * np.sin((view.longitude - lon) / 2) ** 2
    )
    return np.nan_to_num(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, half))), nan=np.inf)
