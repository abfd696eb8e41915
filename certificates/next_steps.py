"""What comes next with a certificate: a table, and which of its rows is true of one. Pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from amu.kernel.next_steps import NEWS_FOR, Pressing, Step, Turn, over
from certificates.enums import Standing


class Valid(StrEnum):
    ISSUED_LATELY = "issued_lately"
    VALID = "valid"
    STATEMENT_LATELY = "statement_lately"
    STATEMENT = "statement"


class Withdrawn(StrEnum):
    WITHDRAWN_LATELY = "withdrawn_lately"
    WITHDRAWN = "withdrawn"
    STATEMENT_LATELY = "statement_withdrawn_lately"
    STATEMENT = "statement_withdrawn"


class Replaced(StrEnum):
    REPLACED = "replaced"
    STATEMENT = "statement_replaced"


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
    (Standing.VALID, Valid.STATEMENT_LATELY): Step(Turn.NOBODY, Pressing.NEWS, FILE),
    (Standing.VALID, Valid.STATEMENT): over(FILE),
    (Standing.WITHDRAWN, Withdrawn.WITHDRAWN_LATELY): Step(Turn.NOBODY, Pressing.NEWS, PUBLIC_PAGE),
    (Standing.WITHDRAWN, Withdrawn.WITHDRAWN): over(PUBLIC_PAGE),
    (Standing.WITHDRAWN, Withdrawn.STATEMENT_LATELY): Step(Turn.NOBODY, Pressing.NEWS, PUBLIC_PAGE),
    (Standing.WITHDRAWN, Withdrawn.STATEMENT): over(PUBLIC_PAGE),
    (Standing.REPLACED, Replaced.REPLACED): over(PUBLIC_PAGE),
    (Standing.REPLACED, Replaced.STATEMENT): over(PUBLIC_PAGE),
}


def situation(
    standing: Standing, *, is_statement: bool, today: date, issued_on: date, ended_on: date | None
) -> StrEnum:
    """Which of its standing's situations is so. Raises ValueError for a standing that the table does not have."""
    match standing:
        case Standing.VALID:
            if today <= issued_on + NEWS_FOR:
                return Valid.STATEMENT_LATELY if is_statement else Valid.ISSUED_LATELY
            return Valid.STATEMENT if is_statement else Valid.VALID
        case Standing.WITHDRAWN:
            if ended_on is not None and today <= ended_on + NEWS_FOR:
                return Withdrawn.STATEMENT_LATELY if is_statement else Withdrawn.WITHDRAWN_LATELY
            return Withdrawn.STATEMENT if is_statement else Withdrawn.WITHDRAWN
        case Standing.REPLACED:
            return Replaced.STATEMENT if is_statement else Replaced.REPLACED
    raise ValueError(standing)
