"""What somebody looks for, read from any query string whatever."""

from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_TEXT = 100
LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for. Empty means that it does not matter.

    ``ignored`` names the parts of the query string that made no sense; the page says so
    instead of answering another question in silence.
    """

    text: str = ""
    place: str = ""
    area: str = ""
    provider: str = ""
    region: str = ""
    form: str = ""
    with_dates: bool = False
    page: int = 1
    ignored: tuple[str, ...] = ()

    @property
    def is_about_runs(self) -> bool:
        return bool(self.place or self.provider or self.region or self.form or self.with_dates)


def parse_search(query: Mapping[str, str]) -> Search:
    """Read a query string. Never raises: what makes no sense is left out and named in ``ignored``."""
    ignored = []
    words = {
        name: clean(query.get(name, "")) for name in ("q", "place", "area", "provider", "region", "form")
    }
    for name in words:
        if len(words[name]) > LONGEST_TEXT:
            words[name] = words[name][:LONGEST_TEXT]
            ignored.append(name)
    page = query.get("page", "1")
    if not (page.isascii() and page.isdigit() and 1 <= int(page[:9]) <= LAST_PAGE):
        ignored.append("page")
        page = "1"
    return Search(
        text=words["q"],
        place=words["place"],
        area=words["area"],
        provider=words["provider"],
        region=words["region"],
        form=words["form"],
        with_dates=query.get("dates") == "1",
        page=int(page[:9]),
        ignored=tuple(ignored),
    )


def clean(value: str) -> str:
    """Text without control characters (PostgreSQL refuses NUL) and with single spaces."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in value).split())
