"""The ministry asks the school for more, and its own promise stands still until the school has answered."""

from datetime import date, datetime

from django.db import transaction

from amu import clock
from amu.journal.services import Actor
from amu.notices.services import tell
from amu.people.access import Act
from amu.people.acting import who_may
from amu.web.addresses import page_in
from appeals.enums import NoticeCode
from appeals.models import Appeal, Inquiry, Promise
from appeals.rules.handling import Instance, after_waiting, rule_for
from appeals.selectors.inquiries import open_inquiry
from appeals.selectors.promises import promised
from appeals.services.files import put_into_case
from appeals.services.moving import check_version, lock_appeal, note_act, touch
from appeals.services.promising import NotLaterError
from appeals.services.telling import tell_desk, tell_staff
from appeals.states import Action, MoveNotAllowedError, after

SCHOOL_ASKED = "appeal.school_asked"
SCHOOL_ANSWERED = "appeal.school_answered"
LONGEST_REASON = 2000


@transaction.atomic
def ask_school(
    appeal_id: int, *, text: str, answer_by: date, version: int, actor: Actor, now: datetime
) -> Inquiry:
    """What the ministry needs from the school, and by when. Person and school are told.

    Raises MoveNotAllowedError where the ministry does not have the appeal, or waits for an answer already,
    StaleAppealError, and NotLaterError for a day that is not to come.
    """
    appeal = lock_appeal(appeal_id)
    after(Action.DECIDE, appeal.state)
    before = promised(appeal, Instance.MINISTRY)
    if before is None or open_inquiry(appeal):
        raise MoveNotAllowedError(Action.DECIDE, appeal.state)
    check_version(appeal, version)
    today = clock.danish_date(now)
    if answer_by <= today:
        raise NotLaterError(answer_by)
    asked = Inquiry.objects.create(
        appeal=appeal,
        text=text.strip(),
        answer_by=answer_by,
        promised_before=before.by,
        asked_by_id=actor.signed_by,
        asked_at=now,
    )
    moved = _promise_anew(asked, until=answer_by, because=asked.text, by=actor, now=now)
    touch(appeal)
    facts = {
        "inquiry": asked.pk,
        "answer_by": answer_by.isoformat(),
        "from": before.by.isoformat(),
        "to": moved.promised_by.isoformat(),
    }
    note_act(appeal, SCHOOL_ASKED, actor=actor, facts=facts, authority="", now=now)
    _tell(appeal, NoticeCode.SCHOOL_ASKED, asked, now)
    tell_desk(appeal, NoticeCode.DESK_ASKED, Act.REVIEW_APPEAL, occasion=asked.ref, now=now)
    return asked


@transaction.atomic
def answer_ministry(inquiry_id: int, *, text: str, actor: Actor, now: datetime) -> Inquiry:
    """The school answers, with the files that the actor has chosen in the form. Person and ministry are told.

    From that day the ministry's time runs again. Raises MoveNotAllowedError where it was answered already, or the
    appeal is closed.
    """
    asked = Inquiry.objects.get(pk=inquiry_id)
    appeal = lock_appeal(asked.appeal_id)
    asked.refresh_from_db()
    if asked.ended_at is not None:
        raise MoveNotAllowedError(Action.DECIDE, appeal.state)
    before = asked.promised_now
    asked.answer, asked.answered_by_id, asked.ended_at = text.strip(), actor.signed_by, now
    asked.save(update_fields=["answer", "answered_by", "ended_at"])
    moved = _promise_anew(asked, until=clock.danish_date(now), because=asked.answer, by=actor, now=now)
    touch(appeal)
    facts = {"inquiry": asked.pk, "from": before.isoformat(), "to": moved.promised_by.isoformat()}
    note_act(appeal, SCHOOL_ANSWERED, actor=actor, facts=facts, authority="", now=now)
    put_into_case(appeal, chosen_in=asked.ref, actor=actor, now=now)
    _tell(appeal, NoticeCode.SCHOOL_ANSWERED, asked, now)
    desk = who_may(Act.DECIDE_APPEAL, appeal.provider_id)
    holder = [appeal.held_by_id] if appeal.held_by_id in desk else desk
    tell_staff(appeal, NoticeCode.DESK_ANSWERED, holder, occasion=asked.ref, now=now)
    return asked


def end_inquiry(appeal: Appeal, *, now: datetime) -> None:
    """The appeal is closed, so nobody waits for the school any more. The caller has the transaction and the lock."""
    Inquiry.objects.filter(appeal=appeal, ended_at=None).update(ended_at=now)


def _promise_anew(asked: Inquiry, *, until: date, because: str, by: Actor, now: datetime) -> Promise:
    """The ministry's promise, later by the days from the question until that day.

    An extension that was promised meanwhile stands, where it is later.
    """
    asked_on = clock.danish_date(asked.asked_at)
    moved = after_waiting(asked.promised_before, asked_on, until)
    extended = asked.appeal.promises.filter(made_at__gte=asked.asked_at, inquiry=None).exclude(reason="")
    days = list(extended.values_list("promised_by", flat=True))
    return Promise.objects.create(
        appeal_id=asked.appeal_id,
        instance=Instance.MINISTRY,
        promised_by=max([moved, *days]),
        rule_version=rule_for(clock.danish_date(now)).version,
        reason=because[:LONGEST_REASON],
        made_by_id=by.signed_by,
        inquiry=asked,
        made_at=now,
    )


def _tell(appeal: Appeal, code: NoticeCode, asked: Inquiry, now: datetime) -> None:
    tell(
        code,
        person_id=appeal.person_id,
        about=appeal.ref,
        path=page_in(appeal.language, "appeals:case", appeal.pk),
        occasion=asked.ref,
        now=now,
    )
