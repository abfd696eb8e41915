"""The quote for seats in a class, on paper."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from amu.documents.letters import Letter


@dataclass(frozen=True, slots=True)
class QuoteLetter(Letter):
    """``each_full`` is None where everybody pays the same, or no other price is known."""

    template: ClassVar[str] = "letters/seat_quote.html"

    school: str
    school_address: str
    company: str
    cvr: str
    course: str
    booking_code: str
    starts_on: date
    ends_on: date
    seats: int
    each_low: Decimal
    each_full: Decimal | None
    written_on: date
    valid_until: date

    @property
    def least(self) -> Decimal:
        return self.each_low * self.seats

    @property
    def most(self) -> Decimal | None:
        return None if self.each_full is None else self.each_full * self.seats
