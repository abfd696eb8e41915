"""Whether a late appeal can be considered: what the person says about it, and what whoever decides says to that."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from amu.journal.services import Actor
from amu.kernel.deadlines import is_met
from appeals.enums import AppealState, Lateness
from appeals.models import Appeal
from appeals.services.moving import lock_appeal, note_act, touch
from appeals.states import FINAL, Action, MoveNotAllowedError

SAID_WHY_LATE = "appeal.said_why_late"


@dataclass(frozen=True, slots=True)
class LatenessDecision:
    """What was decided, in words for the person."""

    value: Lateness
    words: str = ""


class LatenessError(Exception):
    """A late appeal is decided without a word on that, or considered although nothing excuses it."""


def in_time(appeal: Appeal) -> bool:
    """Whether it arrived by the end of its last day; without guidance no appeal period began."""
    return appeal.last_day is None or is_met(appeal.last_day, appeal.received_at)


def decided_lateness(
    appeal: Appeal, said: LatenessDecision | None, *, is_considered: bool
) -> LatenessDecision:
    """What to store: nobody has to say anything of an appeal that came in time. Raises LatenessError."""
    if in_time(appeal):
        return LatenessDecision(Lateness.IN_TIME)
    if said is None or not said.words.strip():
        raise LatenessError(appeal.pk)
    if is_considered and said.value == Lateness.NO_EXCEPTION:
        raise LatenessError(appeal.pk)
    return LatenessDecision(said.value, said.words.strip())


def may_say_why_late(appeal: Appeal) -> bool:
    """Whether the person can still explain a delay that they have not explained."""
    decided = FINAL | {AppealState.RETURNED}
    return not in_time(appeal) and not appeal.why_late and AppealState(appeal.state) not in decided


@transaction.atomic
def say_why_late(appeal_id: int, *, text: str, actor: Actor, now: datetime) -> Appeal:
    """The person explains the delay, once. Raises MoveNotAllowedError when nobody decides on it any more."""
    appeal = lock_appeal(appeal_id)
    if appeal.why_late:
        return appeal
    if not may_say_why_late(appeal):
        raise MoveNotAllowedError(Action.DECIDE, appeal.state)
    appeal.why_late = text.strip()
    appeal.save(update_fields=["why_late"])
    touch(appeal)
    note_act(appeal, SAID_WHY_LATE, actor=actor, now=now)
    return appeal
