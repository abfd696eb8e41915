"""What a search needs beside rows and courses: few enough to be kept whole and read whole when any of it changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from amu.kernel.folding import meaningful, words_of
from courses.classes.models import CompetenceField
from courses.classes.pricing.facts import FullPrices, load_full_prices, load_rates
from courses.fees.rules import Rate
from courses.search.models import Synonym
from courses.search.places import Geography, Towns, read_geography, read_towns

EVERYDAY_WORDS = 60

# By the folded everyday word, the words of the catalogue that mean the same.
type Synonyms = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """``full_prices`` are those stored for a year, by the course's id. ``everyday`` are words to offer
    somebody who has not begun to type.
    """

    geography: Geography
    towns: Towns
    fields: Mapping[str, str]
    synonyms: Synonyms
    everyday: tuple[str, ...]
    rates: tuple[Rate, ...]
    full_prices: Mapping[int, FullPrices]


def read_reference() -> Reference:
    """Ten queries."""
    synonyms: dict[str, tuple[tuple[str, ...], ...]] = {}
    everyday: dict[str, None] = {}
    for folded, term, means in Synonym.objects.order_by("pk").values_list("folded", "term", "means"):
        synonyms[folded] = (*synonyms.get(folded, ()), tuple(meaningful(words_of(means))))
        everyday[term] = None
    return Reference(
        geography=read_geography(),
        towns=read_towns(),
        fields={row.number: str(row) for row in CompetenceField.objects.all()},
        synonyms=synonyms,
        everyday=tuple(everyday)[:EVERYDAY_WORDS],
        rates=load_rates(),
        full_prices=load_full_prices(),
    )
