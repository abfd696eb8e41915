"""The only writer of an appeal's state."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from amu.journal.services import Actor, record
from amu.notices.services import tell
from amu.web.addresses import page_in
from appeals.enums import NoticeCode
from appeals.models import Appeal
from appeals.states import Action, after


class SameOfficerError(Exception):
    """Whoever refused may look again only with a written reason, and may never make the final decision."""


class StaleAppealError(Exception):
    """Somebody else has changed the case since it was looked at."""


def check_version(appeal: Appeal, version: int | None) -> None:
    """``version`` as it was looked at; None for what does not depend on it. Raises StaleAppealError."""
    if version is not None and appeal.version != version:
        raise StaleAppealError(appeal.pk)


def touch(appeal: Appeal) -> None:
    """Something changed in the case that whoever has its page open should see first. Under its lock."""
    appeal.version += 1
    appeal.save(update_fields=["version"])


def lock_appeal(appeal_id: int) -> Appeal:
    """Lock the appeal until the transaction ends. Raises Appeal.DoesNotExist.

    Whoever also changes the application locks that first: run, application, decision, appeal.
    """
    return Appeal.objects.select_for_update(of=("self",), no_key=True).get(pk=appeal_id)


def move(
    appeal: Appeal,
    action: Action,
    *,
    actor: Actor,
    now: datetime,
    notice: NoticeCode | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Carry out one move under the appeal's lock, journal it, and tell the person.

    Raises MoveNotAllowedError.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an appeal moves inside a transaction, under its lock")
    before, appeal.state = appeal.state, after(action, appeal.state)
    appeal.version += 1
    appeal.save(update_fields=["state", "version"])
    changed = {"from": str(before), "to": str(appeal.state), **(facts or {})}
    note_act(appeal, f"appeal.{action}", actor=actor, facts=changed, now=now)
    if notice:
        tell(
            notice,
            person_id=appeal.person_id,
            about=appeal.ref,
            path=page_in(appeal.language, "appeals:case", appeal.pk),
            occasion=str(appeal.state),
            now=now,
        )


def note_act(
    appeal: Appeal,
    act: str,
    *,
    actor: Actor,
    now: datetime,
    facts: Mapping[str, Any] | None = None,
    authority: str = "appeal_four_weeks",
) -> None:
    """Journal something that was done in the appeal's case."""
    record(
        act,
        about=appeal.ref,
        case=case_of(appeal),
        person_id=appeal.person_id,
        actor=actor,
        authority=authority,
        facts=facts,
        now=now,
    )


def case_of(appeal: Appeal) -> str:
    """Everything about an appeal is journalled in the application's case."""
    return f"application:{appeal.decision.application_id}"
