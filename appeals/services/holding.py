"""Who has an appeal on their desk, and what they note about it."""

from datetime import datetime

from django.db import transaction

from amu.journal.services import Actor, acts_for_person
from amu.people.access import Act
from amu.people.acting import who_may
from appeals.enums import AppealState
from appeals.models import Appeal, Note
from appeals.services.moving import check_version, lock_appeal, note_act, touch
from appeals.states import FINAL, Action, MoveNotAllowedError

CLAIMED = "appeal.claimed"
RELEASED = "appeal.released"
HANDED_OVER = "appeal.handed_over"
NOTED = "appeal.noted"


ANSWERED_BY = {AppealState.FORWARDED: Act.DECIDE_APPEAL, AppealState.RETURNED: Act.DECIDE_ANEW}


class NotAtThisDeskError(Exception):
    """An appeal is handed over to somebody who may answer it."""


def may_hold(appeal: Appeal) -> list[int]:
    """Ids of those who may answer the appeal where it is now, but for whose appeal it is, and who acts for them."""
    act = ANSWERED_BY.get(AppealState(appeal.state), Act.REVIEW_APPEAL)
    everybody = who_may(act, appeal.provider_id)
    return [
        user_id
        for user_id in everybody
        if user_id != appeal.person_id and not acts_for_person(user_id, appeal.ref)
    ]


def claim(appeal_id: int, *, version: int, actor: Actor, now: datetime) -> Appeal:
    """Take an appeal onto one's own desk. Twice is once. Raises as ``hand_over``."""
    return _give(appeal_id, actor.signed_by, CLAIMED, version=version, actor=actor, now=now)


def release(appeal_id: int, *, version: int, actor: Actor, now: datetime) -> Appeal:
    """Put an appeal back for whoever takes it. Raises MoveNotAllowedError, StaleAppealError."""
    return _give(appeal_id, None, RELEASED, version=version, actor=actor, now=now)


def hand_over(appeal_id: int, *, to: int, version: int, actor: Actor, now: datetime) -> Appeal:
    """Give an appeal to somebody at the same desk, or take it over from somebody who is away.

    Raises MoveNotAllowedError for a closed appeal, NotAtThisDeskError, and StaleAppealError when somebody else was
    faster.
    """
    return _give(appeal_id, to, HANDED_OVER, version=version, actor=actor, now=now)


@transaction.atomic
def note(appeal_id: int, *, text: str, actor: Actor, now: datetime) -> Note:
    """Add what is worth knowing to the case. It is added, so nobody's words are written over."""
    appeal = lock_appeal(appeal_id)
    made = Note.objects.create(
        appeal=appeal, text=text.strip(), written_by_id=actor.signed_by, role=actor.role, written_at=now
    )
    note_act(appeal, NOTED, actor=actor, facts={"note": made.pk}, authority="", now=now)
    return made


@transaction.atomic
def _give(appeal_id: int, to: int | None, act: str, *, version: int, actor: Actor, now: datetime) -> Appeal:
    appeal = lock_appeal(appeal_id)
    if AppealState(appeal.state) in FINAL:
        raise MoveNotAllowedError(Action.DECIDE, appeal.state)
    if appeal.held_by_id == to:
        return appeal
    check_version(appeal, version)
    if to is not None and to not in may_hold(appeal):
        raise NotAtThisDeskError(to)
    before, appeal.held_by_id = appeal.held_by_id, to
    appeal.save(update_fields=["held_by"])
    touch(appeal)
    note_act(appeal, act, actor=actor, facts={"from": before, "to": to}, authority="", now=now)
    return appeal
