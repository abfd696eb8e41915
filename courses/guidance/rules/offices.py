"""By what name the municipality's employment service goes, by date (statute id ``act_1750_2025``)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Office:
    """``code`` is what sentences choose their name by. In force from ``valid_from`` until the next begins."""

    code: str
    valid_from: date
    source: str


OFFICES: tuple[Office, ...] = (
    Office("jobcentre", date.min, "act_1750_2025"),
    # Act 1750 of 29 December 2025 begins on 1 February and 1 July 2026; the name changes with the last part.
    Office("municipality", date(2026, 7, 1), "act_1750_2025"),
)


def office_on(day: date) -> Office:
    return max((each for each in OFFICES if each.valid_from <= day), key=lambda each: each.valid_from)
