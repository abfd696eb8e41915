"""What comes next with a certificate of an authority: a table, and which of its rows is true of one. Pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from amu.kernel.next_steps import NEWS_FOR, DayIs, Pressing, Step, Turn, over
from certificates.authority.renewal import REMINDERS


class Lasting(StrEnum):
    """How it is with its last day. ``RENEWED``: a newer one of the same kind is recorded."""

    WITHOUT_END = "without_end"
    AHEAD = "ahead"
    SOON = "soon"
    ENDED_LATELY = "ended_lately"
    ENDED = "ended"
    RENEWED = "renewed"


RENEWAL = "renewal"

TABLE: Mapping[Lasting, Step] = {
    Lasting.WITHOUT_END: over(),
    Lasting.AHEAD: over(),
    Lasting.SOON: Step(Turn.PERSON, Pressing.DUTY, RENEWAL, "expires_on", DayIs.LAST_DAY),
    Lasting.ENDED_LATELY: Step(Turn.PERSON, Pressing.ACT, RENEWAL),
    Lasting.ENDED: over(),
    Lasting.RENEWED: over(),
}


def lasting(*, expires_on: date | None, today: date, is_renewed: bool) -> Lasting:
    """It is valid on its last day, and soon over from the first reminder on."""
    if is_renewed:
        return Lasting.RENEWED
    if expires_on is None:
        return Lasting.WITHOUT_END
    if today <= expires_on:
        return Lasting.SOON if today >= expires_on - max(REMINDERS) else Lasting.AHEAD
    return Lasting.ENDED_LATELY if today <= expires_on + NEWS_FOR else Lasting.ENDED
