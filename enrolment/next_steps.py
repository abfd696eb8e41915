"""What comes next in an application: a table, and which of its rows is true of one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amu.kernel.next_steps import DayIs, Pressing, Step, Turn, over
from enrolment.enums import ApplicationState as State


class Submitted(StrEnum):
    HEARING = "hearing"  # the person is asked about facts that others gave
    NEEDS_APPROVAL = "needs_approval"
    APPROVAL_ASKED = "approval_asked"  # the municipality or the fund has a question to answer
    APPROVAL_LATE = "approval_late"  # it has not, and the seat will be released
    NOT_APPROVED = "not_approved"  # it has answered no
    NEEDS_PAPER = "needs_paper"
    NO_PRICE = "no_price"
    UNDECIDED = "undecided"
    BEGUN = "begun"  # the class has, and the school has not decided


class Waiting(StrEnum):
    HEARING = "hearing"  # the person is asked about facts that others gave
    IN_LINE = "in_line"
    SEAT_RELEASED = "seat_released"  # no approval came: in line, and passed over until one does


class NotPlaced(StrEnum):
    HEARING = "hearing"  # the person is asked about facts that others gave
    UNDECIDED = "undecided"


class Admitted(StrEnum):
    COMING = "coming"
    COMING_NO_PRICE = "coming_no_price"
    RUNNING = "running"
    NO_RESULT = "no_result"
    HAS_RESULT = "has_result"


class Refused(StrEnum):
    NOT_SENT = "not_sent"
    MAY_APPEAL = "may_appeal"
    LAST_DAY_PASSED = "last_day_passed"
    APPEALED = "appealed"


class Withdrawn(StrEnum):
    MAY_APPLY_AGAIN = "may_apply_again"
    CLOSED = "closed"


class Cancelled(StrEnum):
    COMING = "coming"  # the days on which it would have been held
    PAST = "past"


class Owed(StrEnum):
    WAITS = "waits"


class Elsewhere(StrEnum):
    HAS_SEAT = "has_seat"


SITUATIONS: Mapping[State, type[StrEnum]] = {
    State.SUBMITTED: Submitted,
    State.WAITING: Waiting,
    State.NOT_PLACED: NotPlaced,
    State.ADMITTED: Admitted,
    State.REFUSED: Refused,
    State.WITHDRAWN: Withdrawn,
    State.CANCELLED: Cancelled,
    State.OWED: Owed,
    State.ELSEWHERE: Elsewhere,
}
"""What can be so in each state: exactly one of these at a time."""

APPLICATION, DECISION, APPEAL, CLASS, COURSE = "application", "decision", "appeal", "class", "course"
APPLY, INSTEAD, RESULTS, PAPER, HEARING = "apply", "instead", "results", "paper", "hearing"

TABLE: Mapping[tuple[State, StrEnum], Step] = {
    (State.SUBMITTED, Submitted.HEARING): Step(
        Turn.PERSON, Pressing.DUTY, HEARING, "answer_by", DayIs.LAST_DAY
    ),
    (State.WAITING, Waiting.HEARING): Step(Turn.PERSON, Pressing.DUTY, HEARING, "answer_by", DayIs.LAST_DAY),
    (State.NOT_PLACED, NotPlaced.HEARING): Step(
        Turn.PERSON, Pressing.DUTY, HEARING, "answer_by", DayIs.LAST_DAY
    ),
    (State.SUBMITTED, Submitted.NEEDS_APPROVAL): Step(
        Turn.PERSON, Pressing.DUTY, PAPER, "starts_on", DayIs.BEFORE
    ),
    (State.SUBMITTED, Submitted.APPROVAL_ASKED): Step(
        Turn.APPROVER, Pressing.WAIT, APPLICATION, "approval_by", DayIs.ASKED_UNTIL
    ),
    (State.SUBMITTED, Submitted.APPROVAL_LATE): Step(
        Turn.PERSON, Pressing.DUTY, APPLICATION, "kept_until", DayIs.LAST_DAY
    ),
    (State.SUBMITTED, Submitted.NOT_APPROVED): Step(
        Turn.PERSON, Pressing.DUTY, APPLICATION, "starts_on", DayIs.BEFORE
    ),
    (State.WAITING, Waiting.SEAT_RELEASED): Step(
        Turn.PERSON, Pressing.ACT, APPLICATION, "join_by", DayIs.UNTIL
    ),
    (State.SUBMITTED, Submitted.NEEDS_PAPER): Step(
        Turn.PERSON, Pressing.DUTY, PAPER, "starts_on", DayIs.BEFORE
    ),
    (State.SUBMITTED, Submitted.NO_PRICE): Step(Turn.PERSON, Pressing.ACT, CLASS, "starts_on", DayIs.STARTS),
    (State.SUBMITTED, Submitted.UNDECIDED): Step(
        Turn.SCHOOL, Pressing.WAIT, APPLICATION, "starts_on", DayIs.STARTS
    ),
    (State.SUBMITTED, Submitted.BEGUN): Step(Turn.SCHOOL, Pressing.WAIT, CLASS),
    (State.WAITING, Waiting.IN_LINE): Step(Turn.NOBODY, Pressing.WAIT, APPLICATION, "join_by", DayIs.UNTIL),
    (State.NOT_PLACED, NotPlaced.UNDECIDED): Step(Turn.SCHOOL, Pressing.WAIT, COURSE),
    (State.ADMITTED, Admitted.COMING): Step(
        Turn.PERSON, Pressing.EVENT, APPLICATION, "starts_on", DayIs.STARTS
    ),
    (State.ADMITTED, Admitted.COMING_NO_PRICE): Step(
        Turn.PERSON, Pressing.ACT, CLASS, "starts_on", DayIs.STARTS
    ),
    (State.ADMITTED, Admitted.RUNNING): Step(
        Turn.PERSON, Pressing.EVENT, APPLICATION, "ends_on", DayIs.UNTIL
    ),
    (State.ADMITTED, Admitted.NO_RESULT): Step(Turn.SCHOOL, Pressing.WAIT, CLASS),
    (State.ADMITTED, Admitted.HAS_RESULT): over(RESULTS),
    (State.REFUSED, Refused.NOT_SENT): Step(Turn.PERSON, Pressing.ACT, DECISION),
    (State.REFUSED, Refused.MAY_APPEAL): Step(
        Turn.PERSON, Pressing.DUTY, DECISION, "appeal_by", DayIs.LAST_DAY
    ),
    (State.REFUSED, Refused.LAST_DAY_PASSED): over(DECISION),
    (State.REFUSED, Refused.APPEALED): over(APPEAL),
    (State.WITHDRAWN, Withdrawn.MAY_APPLY_AGAIN): over(APPLY),
    (State.WITHDRAWN, Withdrawn.CLOSED): over(),
    (State.CANCELLED, Cancelled.COMING): Step(Turn.PERSON, Pressing.ACT, COURSE),
    (State.CANCELLED, Cancelled.PAST): over(COURSE),
    (State.OWED, Owed.WAITS): Step(Turn.SCHOOL, Pressing.WAIT, COURSE),
    (State.ELSEWHERE, Elsewhere.HAS_SEAT): over(INSTEAD),
}

HAS_A_PRICE = frozenset({State.SUBMITTED, State.WAITING, State.ADMITTED, State.OWED})
"""The states in which the stored price is what the person pays, or will."""

HAS_NOTES = frozenset({State.SUBMITTED, State.WAITING})
"""Those in which what the rules said of the answers is still to be seen to."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is so of an application on ``today``.

    ``appeal_by``, and ``answer_by`` of somebody who ``is_heard``, are empty until the letter is delivered.
    ``approval_by`` is the last day of an approver who is asked, and ``kept_until`` until when the seat stays where no
    answer came by it. ``is_passed_over``: the seat was released, and there is none before an approval.
    """

    state: State
    today: date
    starts_on: date
    ends_on: date
    join_by: date
    is_open: bool = False
    needs_approval: bool = False
    needs_paper: bool = False
    has_price: bool = True
    has_results: bool = False
    appeal_by: date | None = None
    is_appealed: bool = False
    is_heard: bool = False
    answer_by: date | None = None
    approval_by: date | None = None
    kept_until: date | None = None
    is_refused_approval: bool = False
    is_passed_over: bool = False


def situation(facts: Facts) -> StrEnum:
    """Which of its state's situations is so. Raises ValueError for a state that the table does not have."""
    match facts.state:
        case State.SUBMITTED:
            return _submitted(facts)
        case State.WAITING:
            return _waiting(facts)
        case State.NOT_PLACED:
            return NotPlaced.HEARING if facts.is_heard else NotPlaced.UNDECIDED
        case State.ADMITTED:
            return _admitted(facts)
        case State.REFUSED:
            return _refused(facts)
        case State.WITHDRAWN:
            return Withdrawn.MAY_APPLY_AGAIN if facts.is_open else Withdrawn.CLOSED
        case State.CANCELLED:
            return Cancelled.COMING if facts.today <= facts.ends_on else Cancelled.PAST
        case State.OWED:
            return Owed.WAITS
        case State.ELSEWHERE:
            return Elsewhere.HAS_SEAT
    raise ValueError(facts.state)


def step(facts: Facts) -> Step:
    return TABLE[facts.state, situation(facts)]


def _submitted(facts: Facts) -> Submitted:
    if facts.is_heard:
        return Submitted.HEARING
    if facts.today >= facts.starts_on:
        return Submitted.BEGUN
    if facts.kept_until is not None and facts.today <= facts.kept_until:
        return Submitted.APPROVAL_LATE
    if facts.needs_approval:
        return Submitted.NOT_APPROVED if facts.is_refused_approval else Submitted.NEEDS_APPROVAL
    if facts.needs_paper:
        return Submitted.NEEDS_PAPER
    if facts.approval_by is not None:
        return Submitted.APPROVAL_ASKED
    return Submitted.UNDECIDED if facts.has_price else Submitted.NO_PRICE


def _waiting(facts: Facts) -> Waiting:
    if facts.is_heard:
        return Waiting.HEARING
    return Waiting.SEAT_RELEASED if facts.is_passed_over else Waiting.IN_LINE


def _admitted(facts: Facts) -> Admitted:
    if facts.has_results:
        return Admitted.HAS_RESULT
    if facts.today > facts.ends_on:
        return Admitted.NO_RESULT
    if facts.today >= facts.starts_on:
        return Admitted.RUNNING
    return Admitted.COMING if facts.has_price else Admitted.COMING_NO_PRICE


def _refused(facts: Facts) -> Refused:
    if facts.is_appealed:
        return Refused.APPEALED
    if facts.appeal_by is None:
        return Refused.NOT_SENT
    return Refused.MAY_APPEAL if facts.today <= facts.appeal_by else Refused.LAST_DAY_PASSED
