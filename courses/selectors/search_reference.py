"""What every search page needs and hardly ever changes, kept in the process for half a minute.

A new school or place is known to the search when that has passed, and the list of everything,
which weighs every class there is, may be as old. Whatever else is asked is read afresh. Public
pages may lie in a cache for a minute anyway.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from courses.fees.facts import load_rates
from courses.fees.rules import Rate
from courses.models import CompetenceField, Course, Synonym
from courses.selectors.search_places import Geography, Towns, read_geography, read_towns
from courses.selectors.search_sql import Answer

SECONDS = 30.0
EVERYDAY_WORDS = 60


@dataclass(frozen=True, slots=True)
class Reference:
    geography: Geography
    fields: Mapping[str, str]
    areas: frozenset[str]
    everyday: tuple[str, ...]
    towns: Towns
    rates: tuple[Rate, ...]
    answers: dict[int, Answer] = field(default_factory=dict)  # to the search that asks for nothing, by page


_kept: tuple[float, Reference] | None = None


def reference() -> Reference:
    """At most half a minute old. Nine queries, or none."""
    global _kept  # noqa: PLW0603 - one per process, read and replaced whole
    now = time.monotonic()
    if _kept is None or now - _kept[0] > SECONDS:
        _kept = (now, read_reference())
    return _kept[1]


def forget() -> None:
    """Read everything anew next time. For whoever has just changed it, in this process."""
    global _kept  # noqa: PLW0603
    _kept = None


def read_reference() -> Reference:
    return Reference(
        geography=read_geography(),
        fields={row.number: str(row) for row in CompetenceField.objects.all()},
        areas=frozenset(Course.objects.order_by().values_list("subject_area", flat=True).distinct()),
        everyday=tuple(
            dict.fromkeys(Synonym.objects.order_by("pk").values_list("term", flat=True)[:EVERYDAY_WORDS])
        ),
        towns=read_towns(),
        rates=load_rates(),
    )
