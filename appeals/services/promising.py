"""By when an answer is promised: told from the first day, and extended only with a reason that is told as well."""

from datetime import date, datetime

from django.db import transaction

from amu import clock
from amu.journal.services import Actor
from amu.notices.services import tell
from amu.web.addresses import page_in
from appeals.enums import AppealState, NoticeCode
from appeals.models import Appeal, Promise
from appeals.rules.handling import Instance, answer_by, rule_for
from appeals.selectors.promises import HAS_IT, promised
from appeals.services.moving import check_version, lock_appeal, note_act, touch
from appeals.states import Action, MoveNotAllowedError

EXTENDED = "appeal.extended"


class NotLaterError(Exception):
    """An extension gives more time, and ends on a day to come."""


def promise(appeal: Appeal, instance: Instance, *, now: datetime) -> Promise:
    """The first promise, by the rule of the day. The caller has the transaction."""
    today = clock.danish_date(now)
    return Promise.objects.create(
        appeal=appeal,
        instance=instance,
        promised_by=answer_by(today, instance),
        rule_version=rule_for(today).version,
        made_at=now,
    )


@transaction.atomic
def extend(
    appeal_id: int, *, promised_by: date, reason: str, version: int, actor: Actor, now: datetime
) -> Promise:
    """More time to answer; the person is told, with the reason. What was promised before stays.

    Raises MoveNotAllowedError when nobody has to answer, StaleAppealError, NotLaterError.
    """
    appeal = lock_appeal(appeal_id)
    instance = HAS_IT.get(AppealState(appeal.state))
    if instance is None:
        raise MoveNotAllowedError(Action.DECIDE, appeal.state)
    check_version(appeal, version)
    before = promised(appeal, instance)
    if before is None or promised_by <= max(before.by, clock.danish_date(now)):
        raise NotLaterError(promised_by)
    made = Promise.objects.create(
        appeal=appeal,
        instance=instance,
        promised_by=promised_by,
        reason=reason.strip(),
        rule_version=rule_for(clock.danish_date(now)).version,
        made_at=now,
        made_by_id=actor.signed_by,
    )
    touch(appeal)
    changed = {"from": before.by.isoformat(), "to": promised_by.isoformat()}
    note_act(appeal, EXTENDED, actor=actor, facts=changed, now=now)
    tell(
        NoticeCode.EXTENDED,
        person_id=appeal.person_id,
        about=appeal.ref,
        path=page_in(appeal.language, "appeals:case", appeal.pk),
        occasion=f"{instance}:{promised_by.isoformat()}",
        now=now,
    )
    return made
