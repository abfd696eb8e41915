"""How long school and ministry have to answer an appeal, as dated data: a change adds a row here and edits none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from amu.kernel.calendar import ONE_DAY, why_closed
from amu.kernel.errors import CodedError


class Instance(StrEnum):
    """Who has the appeal."""

    SCHOOL = "school"
    MINISTRY = "ministry"


@dataclass(frozen=True, slots=True)
class HandlingRule:
    """In force for what arrives from ``valid_from`` on, until the next rule begins.

    ``answer_within``: the days promised. ``ask_after``: the days from the school's first promise until the person may
    have the ministry decide without the school's answer. The rest are working days: ``claim_within`` until the desk is
    reminded of an appeal that nobody has taken, ``escalate_after`` from the reminder of a promise that was not kept
    until the leader is told, ``forward_within`` from when an appeal was to be forwarded until the system does it.
    ``decide_anew_within``: the days in which the school decides anew what the ministry has sent back.
    """

    version: str
    valid_from: date
    answer_within: Mapping[Instance, int]
    decide_anew_within: int
    ask_after: int
    claim_within: int
    escalate_after: int
    forward_within: int


RULES: tuple[HandlingRule, ...] = (
    HandlingRule(
        version="handling-2004-1",
        valid_from=date(2004, 1, 1),
        # Our own promises, to be confirmed: the sources give none for labour market training.
        answer_within=MappingProxyType({Instance.SCHOOL: 14, Instance.MINISTRY: 56}),
        decide_anew_within=14,
        ask_after=14,
        claim_within=2,
        escalate_after=2,
        forward_within=5,
    ),
)


def rule_for(day: date, rules: tuple[HandlingRule, ...] = RULES) -> HandlingRule:
    """The rule in force on the day. Raises ``CodedError("before_first_rule")``."""
    in_force = [rule for rule in rules if rule.valid_from <= day]
    if not in_force:
        raise CodedError("before_first_rule", first_day=min(rule.valid_from for rule in rules).isoformat())
    return max(in_force, key=lambda rule: rule.valid_from)


def answer_by(arrived_on: date, instance: Instance) -> date:
    """The day by which an answer is promised: one on which somebody is at work."""
    return _at_work(arrived_on + timedelta(days=rule_for(arrived_on).answer_within[instance]))


def decide_anew_by(sent_back_on: date) -> date:
    """The day by which the school decides anew what the ministry has sent back."""
    return _at_work(sent_back_on + timedelta(days=rule_for(sent_back_on).decide_anew_within))


def after_waiting(promised_by: date, asked_on: date, until: date) -> date:
    """The day promised by the ministry, which does not work on the case while it waits for the school's answer."""
    return _at_work(promised_by + max(until - asked_on, timedelta(0)))


def working_days_after(day: date, count: int) -> date:
    """The last of so many working days after the day, which is not counted itself."""
    while count:
        day += ONE_DAY
        if not why_closed(day):
            count -= 1
    return day


def _at_work(day: date) -> date:
    """The day, or the first after it on which somebody is at work."""
    while why_closed(day):
        day += ONE_DAY
    return day
