"""Regions that merge: a class belongs to the region that there is on its first day. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from courses.search.rules.bits import FIRST_MERGED_BIT, FIRST_REGION_BIT, FIRST_REGION_CODE


@dataclass(frozen=True, slots=True)
class Merger:
    """From ``since`` on, the regions ``of``, names by code, are the one called ``name``.

    ``bit`` is its own, as no official code of it is known. ``source`` is a statute id.
    """

    name: str
    of: Mapping[str, str]
    since: date
    bit: int
    source: str

    @property
    def old_bits(self) -> int:
        return sum(region_bit(code) for code in self.of)


def region_bit(code: str) -> int:
    return 1 << FIRST_REGION_BIT + int(code) - FIRST_REGION_CODE


MERGERS = (
    Merger(
        "Region Østdanmark",
        {"1084": "Region Hovedstaden", "1085": "Region Sjælland"},
        since=date(2027, 1, 1),
        bit=1 << FIRST_MERGED_BIT,
        source="regions_2027",
    ),
)
