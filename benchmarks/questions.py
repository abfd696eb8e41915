"""What people ask: some searches by name, and a mixture of a hundred."""

import random
from collections.abc import Iterator
from urllib.parse import urlencode

NAMED = {
    "plain list": "",
    "a word": "q=svejsning",
    "word + four filters": "q=regneark&region=Region+Midtjylland&form=day&seats=1&days=1&days=3",
    "radius": "place=8000&km=25",
    "word + radius": "q=truckkort&place=5000&km=50",
    "one broad filter": "form=day",
    "deep page": "page=200",
    "page 10^9": "page=1000000000",
    "nonsense": "q=xqzwv+%25+%27",
}
WORDS = [
    "svejsning",
    "truckkort",
    "regneark",
    "excel",
    "dansk",
    "hygiejne",
    "kran",
    "beton",
    "stress",
    "gafeltruk",
]
FILTERS = [
    ("region", ["Region Midtjylland", "Region Syddanmark", "Region Nordjylland"]),
    ("form", ["day", "evening", "weekend", "distance"]),
    ("days", ["1", "3", "5", "more"]),
    ("area", ["construction", "transport", "languages"]),
    ("cert", ["yes", "no"]),
    ("lang", ["danish", "other"]),
    ("seats", ["1"]),
    ("open", ["1"]),
    ("guaranteed", ["1"]),
]
PLACES = ["8000", "5000", "9000", "2100", "Kolding", "Herning"]


def mixed(count: int, seed: int = 1) -> Iterator[str]:
    """Words in three of five, up to three filters, dates in one of three, a place in one of four."""
    chance = random.Random(seed)  # noqa: S311 - made up
    for _ in range(count):
        pairs = [("q", chance.choice(WORDS))] if chance.random() < 0.6 else []
        pairs += [
            (name, chance.choice(values)) for name, values in chance.sample(FILTERS, chance.randrange(4))
        ]
        if chance.random() < 1 / 3:
            pairs += [("from", "2026-10-01"), ("to", f"2027-0{chance.randrange(1, 9)}-01")]
        if chance.random() < 0.25:
            pairs += [("place", chance.choice(PLACES)), ("km", chance.choice(["10", "25", "50", "100"]))]
        yield urlencode(pairs)
