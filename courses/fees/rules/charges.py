"""Withdrawal and no-show charges (statute id ``open_education_10a``).

They bind employers and self-employed people only. The threshold counts lessons, not hours.
A school's board decides whether to charge at all, and then for every course alike.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from amu.kernel.money import ZERO
from courses.fees.rules.answers import (
    Change,
    Condition,
    Line,
    LineCode,
    NoPrice,
    NoPriceCode,
    Payer,
    PriceError,
    Quote,
)
from courses.fees.rules.facts import Facts
from courses.fees.rules.lines import plain_days
from courses.fees.rules.table import vat_on


class ChargeKind(StrEnum):
    WITHDRAWAL = "withdrawal"
    NO_SHOW = "no_show"


class Who(StrEnum):
    """Who enrolled the participant, and so would be charged."""

    EMPLOYER = "employer"
    SELF_EMPLOYED = "self_employed"
    PRIVATE = "private"


class Excuse(StrEnum):
    """What lifts the charge."""

    LAWFUL_ABSENCE = "lawful_absence"  # documented
    SUBSTITUTE = "substitute"  # another participant came instead
    CANCELLED_BY_SCHOOL = "cancelled_by_school"
    EMPTY_SEAT_PAID = "empty_seat_paid"  # the supplement of § 10 b


class ChargeGround(StrEnum):
    CHARGED = "charged"
    NOT_BOUND = "private_person"
    IN_GOOD_TIME = "in_good_time"
    AFTER_FIRST_DAY = "after_first_day"
    NOT_USED = "school_does_not_charge"


@dataclass(frozen=True, slots=True)
class ChargeRule:
    """Kroner by kind, up to and above the threshold of lessons; ``notice`` before the first day is free."""

    version: str
    up_to: dict[ChargeKind, Decimal]
    above: dict[ChargeKind, Decimal]
    threshold: Decimal
    notice: timedelta
    binds: frozenset[Who]
    source: str


RULE = ChargeRule(
    version="charge-rules-1",
    up_to={ChargeKind.WITHDRAWAL: Decimal(1500), ChargeKind.NO_SHOW: Decimal(2500)},
    above={ChargeKind.WITHDRAWAL: Decimal(2500), ChargeKind.NO_SHOW: Decimal(3500)},
    threshold=Decimal(37),
    notice=timedelta(weeks=1),
    binds=frozenset({Who.EMPLOYER, Who.SELF_EMPLOYED}),
    source="open_education_10a",
)
MOST_LESSONS = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody withdrew, or did not come, on ``on``. ``lessons`` is the course's advisory length."""

    kind: ChargeKind
    who: Who
    lessons: Decimal
    starts_on: date
    on: date
    excuse: Excuse | None = None
    school_charges: bool = True


def charge(absence: Absence, rule: ChargeRule = RULE) -> Quote | NoPrice:
    """The charge, nought included, with its ground. ``NoPrice``: ``bad_lessons``, ``date_out_of_order``."""
    try:
        _check(absence)
    except PriceError as error:
        return error.answer
    ground = _ground(absence, rule)
    amounts = rule.up_to if absence.lessons <= rule.threshold else rule.above
    owed = amounts[absence.kind] + ZERO if ground == ChargeGround.CHARGED else ZERO
    line = Line(LineCode.CHARGE, "", ground, owed, owed, vat_on(absence.starts_on), _facts(absence, rule))
    return Quote(
        total=owed,
        ground=ground,
        payer=Payer.EMPLOYER if absence.who is Who.EMPLOYER else Payer.PARTICIPANT,
        payer_amount=owed,
        lines=(line,),
        rule_version=rule.version,
        sources=(rule.source,),
        conditions=(Condition.SCHOOL_USES_CHARGES,) if owed else (),
        would_change=tuple(Change(excuse) for excuse in Excuse) if owed else (),
        facts={"who": str(absence.who), "kind": str(absence.kind)},
    )


def _check(absence: Absence) -> None:
    if not (absence.lessons.is_finite() and 0 < absence.lessons <= MOST_LESSONS):
        raise PriceError(NoPriceCode.BAD_LESSONS)
    is_withdrawal = absence.kind is ChargeKind.WITHDRAWAL
    if absence.on > absence.starts_on if is_withdrawal else absence.on < absence.starts_on:
        raise PriceError(
            NoPriceCode.DATE_OUT_OF_ORDER, start=absence.starts_on.isoformat(), on=absence.on.isoformat()
        )


def _ground(absence: Absence, rule: ChargeRule) -> str:
    """Why it is charged, or the first reason why it is not."""
    if absence.who not in rule.binds:
        return ChargeGround.NOT_BOUND
    if not absence.school_charges:
        return ChargeGround.NOT_USED
    if absence.excuse:
        return str(absence.excuse)
    if absence.kind is ChargeKind.NO_SHOW:
        return ChargeGround.CHARGED if absence.on == absence.starts_on else ChargeGround.AFTER_FIRST_DAY
    return ChargeGround.CHARGED if absence.starts_on - absence.on < rule.notice else ChargeGround.IN_GOOD_TIME


def _facts(absence: Absence, rule: ChargeRule) -> Facts:
    return {
        "kind": str(absence.kind),
        "lessons": plain_days(absence.lessons),
        "threshold": plain_days(rule.threshold),
        "start": absence.starts_on.isoformat(),
        "on": absence.on.isoformat(),
        "free_until": (absence.starts_on - min(rule.notice, absence.starts_on - date.min)).isoformat(),
    }
