"""Files in an appeal's case: from the person, from staff for somebody who wrote or came, and their own."""

from datetime import datetime

from django.db import transaction

from amu.attachments.services import hand_in
from amu.journal.services import PERSON, Actor
from amu.notices.services import tell
from amu.web.addresses import page_in
from appeals.enums import AppealState, NoticeCode
from appeals.models import Appeal
from appeals.services.moving import lock_appeal, note_act, touch
from appeals.states import FINAL, Action, MoveNotAllowedError

FILES_ADDED = "appeal.files_added"


def chosen_with_the_appeal(decision_id: int) -> str:
    """The form in which an appeal over a decision is written, as its files name it until it is sent."""
    return f"decision:{decision_id}"


def may_add_files(appeal: Appeal) -> bool:
    """Whether somebody still looks at the case."""
    return AppealState(appeal.state) not in FINAL


@transaction.atomic
def add_files(appeal_id: int, *, chosen_in: str, actor: Actor, now: datetime) -> list[int]:
    """What the actor has chosen in a form becomes part of the case; the ids of the attachments.

    The person is told of what staff add. Raises MoveNotAllowedError for a closed case.
    """
    appeal = lock_appeal(appeal_id)
    if not may_add_files(appeal):
        raise MoveNotAllowedError(Action.DECIDE, appeal.state)
    return put_into_case(appeal, chosen_in=chosen_in, actor=actor, now=now)


def put_into_case(appeal: Appeal, *, chosen_in: str, actor: Actor, now: datetime) -> list[int]:
    """The same in the caller's transaction, under the lock of the appeal where somebody else can see it already."""
    added = hand_in(chosen_in, about=appeal.ref, actor=actor, now=now)
    if not added:
        return []
    touch(appeal)
    note_act(appeal, FILES_ADDED, actor=actor, facts={"files": added}, authority="", now=now)
    if actor.role != PERSON:
        tell(
            NoticeCode.FILES_ADDED,
            person_id=appeal.person_id,
            about=appeal.ref,
            path=page_in(appeal.language, "appeals:case", appeal.pk),
            occasion=f"files:{added[0]}",
            now=now,
        )
    return added
