"""What may be given on as open data: rows that name an origin we may pass on, and no other. Pure."""

import re

# Where facts may be shown but not given on: the export of the official portal states no licence.
NOT_GIVEN_ON = ("jpkevu", "voksenuddannelse", "published runs of course 22906")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")
# A program that takes another character than the comma for the separator begins a cell after it, quoted or not.
CELL_ELSEWHERE = re.compile(r"""([;|\t\r\n])(?=[\s"]*[=+\-@＝＋－＠])""")


def may_be_given_on(source: str, *, must_name: tuple[str, ...] = ()) -> bool:
    """Whether a row with this source text may leave. A row that does not say where it is from stays."""
    text = source.casefold()
    if not text.strip() or any(origin in text for origin in NOT_GIVEN_ON):
        return False
    return not must_name or any(origin.casefold() in text for origin in must_name)


def safe_cell(value: object) -> str:
    """A CSV cell that no spreadsheet runs as a formula, whichever separator it reads the file with.

    What it would run gets an apostrophe before it.
    """
    text = CELL_ELSEWHERE.sub(r"\1'", "" if value is None else str(value))
    return f"'{text}" if text.lstrip(' "').startswith(DANGEROUS) else text
