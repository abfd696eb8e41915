"""What comes next with a certificate: a table, and which of its rows is true of one. Pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from amu.kernel.next_steps import NEWS_FOR, Pressing, Step, Turn, over
from certificates.enums import Standing


class Valid(StrEnum):
    ISSUED_LATELY = "issued_lately"
    VALID = "valid"


class Withdrawn(StrEnum):
    WITHDRAWN_LATELY = "withdrawn_lately"
    WITHDRAWN = "withdrawn"


class Replaced(StrEnum):
    REPLACED = "replaced"


SITUATIONS: Mapping[Standing, type[StrEnum]] = {
    Standing.VALID: Valid,
    Standing.WITHDRAWN: Withdrawn,
    Standing.REPLACED: Replaced,
}
"""What can be so of each standing: exactly one of these at a time."""

FILE, PUBLIC_PAGE = "file", "public_page"

TABLE: Mapping[tuple[Standing, StrEnum], Step] = {
    (Standing.VALID, Valid.ISSUED_LATELY): Step(Turn.NOBODY, Pressing.NEWS, FILE),
    (Standing.VALID, Valid.VALID): over(FILE),
    (Standing.WITHDRAWN, Withdrawn.WITHDRAWN_LATELY): Step(Turn.NOBODY, Pressing.NEWS, PUBLIC_PAGE),
    (Standing.WITHDRAWN, Withdrawn.WITHDRAWN): over(PUBLIC_PAGE),
    (Standing.REPLACED, Replaced.REPLACED): over(PUBLIC_PAGE),
}


def situation(standing: Standing, *, today: date, issued_on: date, ended_on: date | None) -> StrEnum:
    """Which of its standing's situations is so. Raises ValueError for a standing that the table does not have."""
    match standing:
        case Standing.VALID:
            return Valid.ISSUED_LATELY if today <= issued_on + NEWS_FOR else Valid.VALID
        case Standing.WITHDRAWN:
            is_news = ended_on is not None and today <= ended_on + NEWS_FOR
            return Withdrawn.WITHDRAWN_LATELY if is_news else Withdrawn.WITHDRAWN
        case Standing.REPLACED:
            return Replaced.REPLACED
    raise ValueError(standing)
