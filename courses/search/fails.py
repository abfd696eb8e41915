"""Which rows fail which filter of a search."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from courses.search.places import EARTH_KM, Origin, Point, radius_of
from courses.search.query import Search
from courses.search.rules.bits import BITS, Fail
from courses.search.view import FIRST_KIND_BIT, FIRST_REGION_BIT, Some, View, days_since_epoch

CODES = {
    "area": Fail.AREA, "fkb": Fail.FKB, "cert": Fail.CERT, "provider": Fail.PROVIDER, "kind": Fail.KIND,
    "region": Fail.REGION, "municipality": Fail.MUNICIPALITY, "form": Fail.FORM, "pace": Fail.PACE,
    "lang": Fail.LANG, "days": Fail.DAYS, "guaranteed": Fail.GUARANTEED, "seats": Fail.SEATS,
    "open": Fail.OPEN, "free": Fail.FREE, "dates": Fail.DATES, "km": Fail.KM, "when": Fail.WHEN,
}  # fmt: skip

type Yes = NDArray[np.bool_]


def active(asked: Search, origin: Origin | None) -> list[str]:
    """The filters in use."""
    names = [name for name in CODES if asked.values(name) or name in asked.flags]
    names += ["when"] if asked.first or asked.last else []
    return names + (["km"] if radius_of(asked, origin) else [])


class Fails:
    """For each of some rows of a view the filters it fails, as the sum of their codes."""

    def __init__(
        self, view: View, rows: Some, asked: Search, origin: Origin | None, away: NDArray[np.float64]
    ) -> None:
        self.view, self.rows, self.asked = view, rows, asked
        self.within = away <= radius_of(asked, origin)

    def of(self, names: list[str]) -> NDArray[np.int32]:
        fails = np.zeros(len(self.view.course[self.rows]), np.int32)
        for name in names:
            fails |= np.multiply(self._by(name), np.int32(CODES[name]), dtype=np.int32)
        return fails

    def _by(self, name: str) -> Yes:
        view, values = self.view, self.asked.values(name)
        match name:
            case "area" | "fkb" | "cert":
                column = view.courses.columns[name]
                return _lacking(column.values, values)[column.codes[view.course[self.rows]]]
            case "provider":
                keys = [school.key if school else "" for school in view.schools]
                return _lacking(keys, values)[view.school[self.rows]]
            case "municipality":
                return _lacking([spot.municipality for spot in view.spots], values)[view.spot[self.rows]]
            case "km":
                return np.logical_not(self.within[view.spot[self.rows]])
            case "when":
                return self._by_day()
        mask = reduce(int.__or__, (bits_of(view, name)[value] for value in values or ("1",)))
        lacks: Yes = (view.bits[self.rows] & mask) == 0
        return lacks

    def _by_day(self) -> Yes:
        """What has no date fails whatever dates are asked for."""
        day = self.view.day[self.rows]
        fails: Yes = self.view.run[self.rows] == 0
        if self.asked.first:
            fails |= day < days_since_epoch(self.asked.first)
        if self.asked.last:
            fails |= day > days_since_epoch(self.asked.last)
        return fails


def _lacking(there: Sequence[str], wanted: Sequence[str]) -> Yes:
    return np.array([value not in wanted for value in there], np.bool_)


def bits_of(view: View, name: str) -> dict[str, int]:
    """The choices of a filter that stands in the bits, each with its bit."""
    match name:
        case "kind":
            return {kind: 1 << FIRST_KIND_BIT + at for at, kind in enumerate(view.geography.kinds)}
        case "region":
            return {region: 1 << FIRST_REGION_BIT + at for at, region in enumerate(view.geography.regions)}
    return {value: int(bit) for value, bit in BITS[name].items()}


def kilometres_to(view: View, here: Point) -> NDArray[np.float64]:
    """To each spot of the view, as ``places.kilometres`` counts them; without end where there is no point."""
    lat, lon = np.radians(here)
    half: NDArray[np.float64] = (
        np.sin((view.latitude - lat) / 2) ** 2
        + np.cos(lat) * np.cos(view.latitude) * np.sin((view.longitude - lon) / 2) ** 2
    )
    return np.nan_to_num(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, half))), nan=np.inf)
