"""How long people have, as dated data: a change in law adds a row here and edits none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from amu.kernel.calendar import DENMARK, ClosedDays
from amu.kernel.errors import CodedError


class Channel(StrEnum):
    """How a message reached the person."""

    DIGITAL = "digital"
    LETTER = "letter"
    HANDED_OVER = "handed_over"


class Period(StrEnum):
    """What the person has time for: to appeal, to comment on the school's statement, or to answer a hearing.

    The law asks for some time to answer a hearing and names none; the week is that of the comment.
    """

    APPEAL = "appeal"
    COMMENT = "comment"
    HEARING = "hearing"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """The rule for messages sent from ``valid_from`` on, until the next rule begins.

    ``delivery_days`` are the days a letter is deemed to travel. ``sources`` are ids in
    ``amu.kernel.statutes``.
    """

    version: str
    valid_from: date
    weeks: Mapping[Period, int]
    delivery_days: int
    closed_days: ClosedDays
    sources: tuple[str, ...]


RULES: tuple[DeadlineRule, ...] = (
    DeadlineRule(
        version="deadline-2004-1",
        valid_from=date(2004, 1, 1),  # labour market training in its present form began then
        weeks=MappingProxyType({Period.APPEAL: 4, Period.COMMENT: 1, Period.HEARING: 1}),
        delivery_days=6,
        closed_days=DENMARK,
        sources=("appeal_four_weeks", "deadline_guidance", "limitation_27", "digital_post_10"),
    ),
)


def rule_for(day: date, rules: tuple[DeadlineRule, ...] = RULES) -> DeadlineRule:
    """The rule in force on the day. Raises ``CodedError("before_first_rule")``."""
    in_force = [rule for rule in rules if rule.valid_from <= day]
    if not in_force:
        raise CodedError("before_first_rule", first_day=min(rule.valid_from for rule in rules).isoformat())
    return max(in_force, key=lambda rule: rule.valid_from)
