"""Reminders, escalations and forwarding by the system: each once, by its row and that row's key."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from amu import clock
from amu.journal.services import SYSTEM, record
from amu.notices.services import tell
from amu.outbox.selectors import known_keys
from amu.outbox.services import enqueue
from amu.people.access import Act
from amu.people.acting import who_may
from amu.web.addresses import page_in
from appeals.enums import AppealState, NoticeCode
from appeals.models import Appeal, DueStep
from appeals.rules.due import Due, DueKind
from appeals.selectors.due import due_about, due_on
from appeals.services.forwarding import forward_by_the_system
from appeals.services.holding import ANSWERED_BY
from appeals.services.moving import lock_appeal, note_act
from appeals.services.telling import tell_staff
from enrolment.selectors.refusals import refusal_clock

CARRY_OUT = "appeals.due"
REMINDED = "appeal.reminded"
OF_AN_INQUIRY = {DueKind.INQUIRY_SOON, DueKind.INQUIRY_OVERDUE}
OF_A_REFUSAL = {DueKind.APPEAL_IN_A_WEEK, DueKind.APPEAL_IN_TWO_DAYS}


def sweep(now: datetime) -> int:
    """Put what is due today into the outbox; how many messages were put there.

    A message that did nothing, because its worker's clock was behind, is followed by that of the next day.
    """
    today = clock.danish_date(now)
    due = {f"{CARRY_OUT}:{each.key}:{today}": each for each in due_on(today)}
    known = known_keys(due)
    with transaction.atomic():
        for key, each in due.items():
            if key not in known:
                enqueue(CARRY_OUT, dedup_key=key, payload={"about": each.about, "due": each.key}, now=now)
    return len(due) - len(known)


@transaction.atomic
def carry_out(about: str, key: str, *, now: datetime) -> DueStep | None:
    """Do it if it is still due by the rows as they are now, and has not been done. None otherwise."""
    appeal = _locked(about)
    due = next((each for each in due_about(about) if each.key == key), None)
    if due is None or not due.applies_on(clock.danish_date(now)):
        return None
    try:
        with transaction.atomic():
            step = DueStep.objects.create(
                key=key, kind=due.kind, about=about, due_on=due.from_day, done_at=now
            )
    except IntegrityError:
        return None
    if appeal is None:
        _remind_to_appeal(step, now)
    else:
        DOES.get(due.kind, _remind_the_desk)(appeal, due, step, now)
    return step


def _locked(about: str) -> Appeal | None:
    kind, _, pk = about.partition(":")
    return lock_appeal(int(pk)) if kind == "appeal" else None


def _remind_to_appeal(step: DueStep, now: datetime) -> None:
    refusal = refusal_clock(int(step.about.partition(":")[2]))
    if refusal is None:
        return
    tell(
        NoticeCode.REMINDED,
        person_id=refusal.person_id,
        about=step.about,
        path=page_in(refusal.language, "enrolment:decision", refusal.decision_id),
        occasion=str(step.pk),
        now=now,
    )
    record(
        REMINDED,
        about=step.about,
        case=f"application:{refusal.application_id}",
        person_id=refusal.person_id,
        actor=SYSTEM,
        authority="appeal_four_weeks",
        facts={"due": step.kind},
        now=now,
    )


def _remind_the_person(appeal: Appeal, _due: Due, step: DueStep, now: datetime) -> None:
    tell(
        NoticeCode.REMINDED,
        person_id=appeal.person_id,
        about=appeal.ref,
        path=page_in(appeal.language, "appeals:case", appeal.pk),
        occasion=str(step.pk),
        now=now,
    )
    _note(appeal, step, now)


def _remind_the_desk(appeal: Appeal, due: Due, step: DueStep, now: datetime) -> None:
    told = told_at_the_desk(appeal, due.kind)
    tell_staff(appeal, NoticeCode.DESK_REMINDED, told, occasion=str(step.pk), now=now)
    _note(appeal, step, now)


def _forward(appeal: Appeal, _due: Due, _step: DueStep, now: datetime) -> None:
    forward_by_the_system(appeal, now=now)


DOES: dict[DueKind, Callable[[Appeal, Due, DueStep, datetime], None]] = {
    DueKind.COMMENTS_END: _remind_the_person,
    DueKind.MAY_ASK_MINISTRY: _remind_the_person,
    DueKind.FORWARD: _forward,
}


def told_at_the_desk(appeal: Appeal, kind: DueKind) -> list[int]:
    """Ids of the users: who holds the appeal, or the desk where nobody does; the leader when it is escalated."""
    if kind in OF_AN_INQUIRY:
        return _others(appeal, who_may(Act.REVIEW_APPEAL, appeal.provider_id))
    desk = who_may(ANSWERED_BY.get(AppealState(appeal.state), Act.REVIEW_APPEAL), appeal.provider_id)
    if kind in {DueKind.ANSWER_ESCALATED, DueKind.ANEW_ESCALATED}:
        leaders = who_may(Act.LEAD_APPEALS, appeal.provider_id)
        return _others(appeal, leaders or desk)
    return _others(appeal, [appeal.held_by_id] if appeal.held_by_id in desk else desk)


def _others(appeal: Appeal, user_ids: Iterable[int | None]) -> list[int]:
    """Nobody is reminded as staff of their own case."""
    return [user_id for user_id in user_ids if user_id and user_id != appeal.person_id]


def _note(appeal: Appeal, step: DueStep, now: datetime) -> None:
    note_act(appeal, REMINDED, actor=SYSTEM, facts={"due": step.kind}, now=now)
