"""What comes next in an appeal: a table, and which of its rows is true of one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amu.kernel.next_steps import NEWS_FOR, DayIs, Pressing, Step, Turn, over
from appeals.enums import AppealState as State
from appeals.enums import MinistryOutcome


class Received(StrEnum):
    SAY_WHY_LATE = "say_why_late"
    SCHOOL_LOOKS = "school_looks"
    OVERDUE = "overdue"
    MAY_SKIP_SCHOOL = "may_skip_school"


class Upheld(StrEnum):
    UPHELD = "upheld"


class Kept(StrEnum):
    """Of a refusal that the school keeps, in whole or for a part."""

    COMMENT_OR_ASK = "comment_or_ask"  # the time to comment runs, and nobody has asked for the ministry
    COMMENT = "comment"  # it runs, and the appeal goes to the ministry afterwards
    ASK = "ask"  # the time is over, and nobody has asked
    GOES = "goes"  # the time is over, and it is on its way


class Forwarded(StrEnum):
    SAY_WHY_LATE = "say_why_late"
    SCHOOL_IS_ASKED = "school_is_asked"
    MINISTRY_DECIDES = "ministry_decides"
    OVERDUE = "overdue"


class Returned(StrEnum):
    SCHOOL_DECIDES_ANEW = "school_decides_anew"
    OVERDUE = "overdue"


class Decided(StrEnum):
    UPHELD = "upheld"
    CHANGED = "changed"
    ANEW = "anew"  # the ministry sent the case back, and the school has decided anew
    DISMISSED_LATELY = "dismissed_lately"
    DISMISSED = "dismissed"


class Withdrawn(StrEnum):
    WITHDRAWN = "withdrawn"


SITUATIONS: Mapping[State, type[StrEnum]] = {
    State.RECEIVED: Received,
    State.UPHELD: Upheld,
    State.PARTLY: Kept,
    State.MAINTAINED: Kept,
    State.FORWARDED: Forwarded,
    State.RETURNED: Returned,
    State.DECIDED: Decided,
    State.WITHDRAWN: Withdrawn,
}
"""What can be so in each state: exactly one of these at a time."""

CASE, WHY_LATE, APPLICATION, LETTER = "case", "why_late", "application", "letter"

KEPT: Mapping[StrEnum, Step] = {
    Kept.COMMENT_OR_ASK: Step(Turn.PERSON, Pressing.DUTY, CASE, "comment_by", DayIs.LAST_DAY),
    Kept.COMMENT: Step(Turn.PERSON, Pressing.DUTY, CASE, "comment_by", DayIs.LAST_DAY),
    Kept.ASK: Step(Turn.PERSON, Pressing.ACT, CASE),
    Kept.GOES: Step(Turn.SCHOOL, Pressing.WAIT, CASE),
}
TABLE: Mapping[tuple[State, StrEnum], Step] = {
    (State.RECEIVED, Received.SAY_WHY_LATE): Step(
        Turn.PERSON, Pressing.ACT, WHY_LATE, "answer_by", DayIs.ANSWER_BY
    ),
    (State.RECEIVED, Received.SCHOOL_LOOKS): Step(
        Turn.SCHOOL, Pressing.WAIT, CASE, "answer_by", DayIs.ANSWER_BY
    ),
    (State.RECEIVED, Received.OVERDUE): Step(Turn.SCHOOL, Pressing.WAIT, CASE),
    (State.RECEIVED, Received.MAY_SKIP_SCHOOL): Step(Turn.PERSON, Pressing.ACT, CASE),
    (State.UPHELD, Upheld.UPHELD): over(APPLICATION),
    **{
        (state, situation): row
        for state in (State.PARTLY, State.MAINTAINED)
        for situation, row in KEPT.items()
    },
    (State.FORWARDED, Forwarded.SAY_WHY_LATE): Step(
        Turn.PERSON, Pressing.ACT, WHY_LATE, "answer_by", DayIs.ANSWER_BY
    ),
    (State.FORWARDED, Forwarded.SCHOOL_IS_ASKED): Step(Turn.SCHOOL, Pressing.WAIT, CASE),
    (State.FORWARDED, Forwarded.MINISTRY_DECIDES): Step(
        Turn.MINISTRY, Pressing.WAIT, CASE, "answer_by", DayIs.ANSWER_BY
    ),
    (State.FORWARDED, Forwarded.OVERDUE): Step(Turn.MINISTRY, Pressing.WAIT, CASE),
    (State.RETURNED, Returned.SCHOOL_DECIDES_ANEW): Step(
        Turn.SCHOOL, Pressing.WAIT, CASE, "decide_by", DayIs.ANSWER_BY
    ),
    (State.RETURNED, Returned.OVERDUE): Step(Turn.SCHOOL, Pressing.WAIT, CASE),
    (State.DECIDED, Decided.UPHELD): over(APPLICATION),
    (State.DECIDED, Decided.CHANGED): over(APPLICATION),
    (State.DECIDED, Decided.ANEW): over(APPLICATION),
    (State.DECIDED, Decided.DISMISSED_LATELY): Step(Turn.NOBODY, Pressing.NEWS, CASE),
    (State.DECIDED, Decided.DISMISSED): over(LETTER),
    (State.WITHDRAWN, Withdrawn.WITHDRAWN): over(APPLICATION),
}


LEADS_ON: Mapping[MinistryOutcome | None, Decided] = {
    MinistryOutcome.UPHELD: Decided.UPHELD,
    MinistryOutcome.CHANGED: Decided.CHANGED,
    MinistryOutcome.RETURNED: Decided.ANEW,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is so of an appeal on ``today``.

    ``answer_by`` is what whoever has it has promised, ``decide_by`` by when the school decides anew, and ``outcome``
    what the ministry has decided.
    """

    state: State
    today: date
    answer_by: date | None = None
    may_say_why_late: bool = False
    may_skip_school: bool = False
    comment_by: date | None = None
    may_comment_first: bool = False
    goes_to_ministry: bool = False
    is_school_asked: bool = False
    decide_by: date | None = None
    outcome: MinistryOutcome | None = None
    decided_on: date | None = None


def situation(facts: Facts) -> StrEnum:
    """Which of its state's situations is so. Raises ValueError for a state that the table does not have."""
    match facts.state:
        case State.RECEIVED:
            return _received(facts)
        case State.UPHELD:
            return Upheld.UPHELD
        case State.PARTLY | State.MAINTAINED:
            return _kept(facts)
        case State.FORWARDED:
            return _forwarded(facts)
        case State.RETURNED:
            is_late = facts.decide_by is not None and facts.today > facts.decide_by
            return Returned.OVERDUE if is_late else Returned.SCHOOL_DECIDES_ANEW
        case State.DECIDED:
            return _decided(facts)
        case State.WITHDRAWN:
            return Withdrawn.WITHDRAWN
    raise ValueError(facts.state)


def step(facts: Facts) -> Step:
    return TABLE[facts.state, situation(facts)]


def _received(facts: Facts) -> Received:
    if facts.may_say_why_late:
        return Received.SAY_WHY_LATE
    if facts.may_skip_school:
        return Received.MAY_SKIP_SCHOOL
    return Received.OVERDUE if _is_overdue(facts) else Received.SCHOOL_LOOKS


def _kept(facts: Facts) -> Kept:
    if facts.goes_to_ministry:
        return Kept.COMMENT if facts.may_comment_first else Kept.GOES
    return Kept.COMMENT_OR_ASK if facts.may_comment_first else Kept.ASK


def _forwarded(facts: Facts) -> Forwarded:
    if facts.may_say_why_late:
        return Forwarded.SAY_WHY_LATE
    if facts.is_school_asked:
        return Forwarded.SCHOOL_IS_ASKED
    return Forwarded.OVERDUE if _is_overdue(facts) else Forwarded.MINISTRY_DECIDES


def _decided(facts: Facts) -> Decided:
    if facts.outcome in LEADS_ON:
        return LEADS_ON[facts.outcome]
    is_news = facts.decided_on is not None and facts.today <= facts.decided_on + NEWS_FOR
    return Decided.DISMISSED_LATELY if is_news else Decided.DISMISSED


def _is_overdue(facts: Facts) -> bool:
    return facts.answer_by is not None and facts.today > facts.answer_by
