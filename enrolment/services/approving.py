"""A municipality or an unemployment fund answers, or does not: then the seat is released, after everybody was told."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from amu import clock
from amu.journal.enums import Asked
from amu.journal.services import SYSTEM, Actor
from amu.outbox.services import enqueue
from courses.classes.selectors import RunFacts
from enrolment.enums import ApplicationState, NoticeCode
from enrolment.models import Application, Approval
from enrolment.rules.approving import ApprovalState, release_on, time_on
from enrolment.services.approvals import note, tell_approver, tell_person, tell_school
from enrolment.services.line import let_in_again, promote
from enrolment.services.locking import lock_application
from enrolment.services.moving import move
from enrolment.services.papers import settle_paper
from enrolment.states import Action

APPROVED, REFUSED = "approval.approved", "approval.refused"
TOLD, RELEASED = "approval.told_late", "approval.released"
APPROVAL_OVER = "enrolment.approval_over"


class ApprovalClosedError(Exception):
    """Somebody else has answered, or the application has ended."""


class SaidOnError(Exception):
    """The answer cannot be of that day: it lies before the question or in the future."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``words`` are the reason of a refusal, or a remark. The rest is said of an answer that came to the school."""

    is_approved: bool
    words: str = ""
    asked: Asked | None = None
    said_by: str = ""
    said_on: date | None = None


@transaction.atomic
def answer_approval(approval_id: int, answer: Answer, *, actor: Actor, now: datetime) -> Approval:
    """Approve or refuse. The paper is settled with it; the person and the school are told.

    An approval lets somebody whose seat was released have the next one that is free. A refusal takes no seat away: the
    school decides. The same answer again changes nothing. Raises ApprovalClosedError, and SaidOnError.
    """
    run, application, approval = _locked(approval_id)
    state = ApprovalState.APPROVED if answer.is_approved else ApprovalState.REFUSED
    if approval.state == state:
        return approval
    if not approval.is_waiting:
        raise ApprovalClosedError(approval.ref)
    if answer.said_on and not clock.danish_date(approval.asked_at) <= answer.said_on <= clock.danish_date(
        now
    ):
        raise SaidOnError(approval.ref)
    approval.state, approval.words, approval.answered_at = state, answer.words.strip(), now
    approval.answered_by_id = actor.signed_by
    approval.asked, approval.said_by, approval.said_on = answer.asked or "", answer.said_by, answer.said_on
    approval.save(
        update_fields=["state", "words", "answered_at", "answered_by", "asked", "said_by", "said_on"]
    )
    by = actor.asked_by(answer.asked) if answer.asked else actor
    facts = {"by_letter_of": answer.said_on.isoformat()} if answer.said_on else {}
    note(APPROVED if answer.is_approved else REFUSED, approval, actor=by, now=now, facts=facts)
    settle_paper(approval.paper_id, is_accepted=answer.is_approved, words=approval.words, actor=by, now=now)
    if answer.is_approved:
        let_in_again(application, run, now=now)
    code = NoticeCode.APPROVAL_GIVEN if answer.is_approved else NoticeCode.APPROVAL_REFUSED
    tell_person(approval, code, now=now)
    tell_school(approval, NoticeCode.DESK_APPROVAL, provider_id=run.provider_id, now=now)
    return approval


@transaction.atomic
def see_to_approvals(now: datetime) -> int:
    """Remind approvers, tell people and schools that no answer has come, and plan what is to be released.

    How many questions it was about. Each step of a question is done once.
    """
    today, done = clock.danish_date(now), 0
    waiting = Approval.objects.waiting().filter(application__state=ApplicationState.SUBMITTED)
    for approval in waiting.select_related("application__run").order_by("pk"):
        reminded = timedelta(days=time_on(clock.danish_date(approval.asked_at)).reminded_before)
        if approval.release_on is not None:
            if approval.release_on <= today and approval.released_at is None:
                key = f"{APPROVAL_OVER}:{approval.pk}"
                enqueue(APPROVAL_OVER, dedup_key=key, payload={"approval": approval.pk}, now=now)
                done += 1
        elif approval.answer_by < today:
            done += _tell_that_nothing_came(approval, now=now)
        elif approval.answer_by - reminded <= today:
            tell_approver(approval, NoticeCode.APPROVAL_REMINDER, now=now)
            done += 1
    return done


@transaction.atomic
def release_seat(approval_id: int, *, now: datetime) -> None:
    """No answer came, and everybody was told: the seat goes to the next in line in the same commit.

    The person keeps their place in line, and gets a seat again once the course is approved. Nothing happens where an
    answer came meanwhile, or where nobody can join the class any more. Idempotent.
    """
    run, application, approval = _locked(approval_id)
    today = clock.danish_date(now)
    is_due = approval.release_on is not None and approval.release_on <= today
    if not approval.is_waiting or not is_due or approval.released_at is not None:
        return
    if application.state != ApplicationState.SUBMITTED or run.is_cancelled or not run.can_be_joined_on(today):
        return
    approval.released_at = now
    approval.save(update_fields=["released_at"])
    application.is_passed_over = True
    application.save(update_fields=["is_passed_over"])
    move(application, Action.RELEASE_SEAT, actor=SYSTEM, now=now)
    note(RELEASED, approval, actor=SYSTEM, now=now)
    promote(run, now=now)
    tell_person(approval, NoticeCode.SEAT_RELEASED, now=now)
    tell_school(approval, NoticeCode.DESK_SEAT_RELEASED, provider_id=run.provider_id, now=now)


def _tell_that_nothing_came(approval: Approval, *, now: datetime) -> int:
    """Once, and not where an answer comes at the same moment: the statement asks again under the row's lock."""
    run, asked_on = approval.application.run, clock.danish_date(approval.asked_at)
    day = release_on(clock.danish_date(now), asked_on, run.join_by)
    if day is None:
        return 0
    still = Approval.objects.waiting().filter(pk=approval.pk, told_at=None)
    if not still.update(told_at=now, release_on=day):
        return 0
    note(TOLD, approval, actor=SYSTEM, now=now, facts={"release_on": day.isoformat()})
    tell_person(approval, NoticeCode.APPROVAL_LATE, now=now)
    tell_approver(approval, NoticeCode.APPROVAL_LATE, now=now)
    tell_school(approval, NoticeCode.DESK_APPROVAL_LATE, provider_id=run.provider_id, now=now)
    return 1


def _locked(approval_id: int) -> tuple[RunFacts, Application, Approval]:
    """Under the locks of run and application. Raises Approval.DoesNotExist."""
    application_id = Approval.objects.values_list("application_id", flat=True).get(pk=approval_id)
    run, application = lock_application(application_id)
    approval = Approval.objects.select_for_update(of=("self",), no_key=True).get(pk=approval_id)
    approval.application = application
    return run, application, approval
