"""What the person adds or takes back."""

from datetime import datetime

from django.db import transaction

from amu.journal.services import Actor
from appeals.enums import AppealState
from appeals.models import Appeal, Comment
from appeals.services.asking import end_inquiry
from appeals.services.moving import lock_appeal, move, note_act, touch
from appeals.states import KEPT, Action, MoveNotAllowedError

COMMENTED = "appeal.commented"


@transaction.atomic
def add_comment(appeal_id: int, *, text: str, actor: Actor, now: datetime) -> Comment:
    """Store what the person says to the statement, also after forwarding and after the comment period.

    Raises MoveNotAllowedError when nobody is deciding any more.
    """
    appeal = lock_appeal(appeal_id)
    if appeal.state not in KEPT | {AppealState.FORWARDED}:
        raise MoveNotAllowedError(Action.DECIDE, appeal.state)
    comment = Comment.objects.create(appeal=appeal, text=text.strip(), received_at=now)
    touch(appeal)
    note_act(appeal, COMMENTED, actor=actor, facts={"comment": comment.pk}, authority="", now=now)
    return comment


@transaction.atomic
def withdraw(appeal_id: int, *, actor: Actor, now: datetime) -> Appeal:
    """The person drops the appeal. Raises MoveNotAllowedError once it is decided."""
    appeal = lock_appeal(appeal_id)
    if appeal.state != AppealState.WITHDRAWN:
        move(appeal, Action.WITHDRAW, actor=actor, now=now)
        end_inquiry(appeal, now=now)
    return appeal
