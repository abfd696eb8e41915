"""A question of approval is opened with the seat and closed with the case. Its answer: ``approving``."""

from datetime import date, datetime

from django.urls import reverse

from amu import clock
from amu.journal.services import SYSTEM, Actor, record
from amu.notices.services import tell
from amu.people.access import Act
from amu.people.acting import who_may, who_may_for_approver
from amu.web.addresses import page_in
from courses.classes.selectors import run_facts
from enrolment.enums import NoticeCode
from enrolment.models import Application, Approval, Paper
from enrolment.rules.approving import ApprovalState, answer_by
from enrolment.rules.papers import APPROVALS, PaperState

ASKED, CLOSED = "approval.asked", "approval.closed"


def open_approval(application: Application, *, now: datetime, join_by: date | None = None) -> None:
    """Ask the approver whom the person named, once the application holds a seat; nothing where nobody has to approve.

    The caller holds the locks. ``join_by`` is the last day on which somebody can join the class, where it is at hand.
    """
    if application.approver_id is None:
        return
    needed = Paper.objects.filter(application=application, kind__in=APPROVALS)
    paper = needed.exclude(state=PaperState.ACCEPTED).first()
    if paper is None or Approval.objects.waiting().filter(application=application).exists():
        return
    join_by = join_by or run_facts(application.run_id).join_by
    approval = Approval.objects.create(
        application=application,
        approver_id=application.approver_id,
        paper=paper,
        asked_at=now,
        answer_by=answer_by(clock.danish_date(now), join_by),
    )
    note(ASKED, approval, actor=SYSTEM, now=now, facts={"answer_by": approval.answer_by.isoformat()})
    tell_approver(approval, NoticeCode.APPROVAL_ASKED, now=now)


def close_approval(application: Application, *, actor: Actor, now: datetime) -> None:
    """The application has ended, or the school has the approval on paper: nobody has to answer any more."""
    if application.approver_id is None:
        return
    waiting = Approval.objects.waiting().filter(application=application)
    for approval in waiting.select_for_update(of=("self",), no_key=True):
        approval.state, approval.closed_at = ApprovalState.CLOSED, now
        approval.save(update_fields=["state", "closed_at"])
        note(CLOSED, approval, actor=actor, now=now)


def note(
    act: str, approval: Approval, *, actor: Actor, now: datetime, facts: dict[str, str] | None = None
) -> None:
    record(
        act,
        about=approval.ref,
        case=approval.application.ref,
        person_id=approval.application.person_id,
        actor=actor,
        authority="municipality_pays",
        facts={"approver": approval.approver_id, **(facts or {})},
        now=now,
    )


def tell_approver(approval: Approval, code: NoticeCode, *, now: datetime) -> None:
    """Everybody who answers for the municipality or the fund, each once for the occasion."""
    for user_id in who_may_for_approver(Act.ANSWER_APPROVAL, approval.approver_id):
        if user_id != approval.application.person_id:
            _tell(
                approval, code, user_id, reverse("admin:enrolment_approval_change", args=[approval.pk]), now
            )


def tell_person(approval: Approval, code: NoticeCode, *, now: datetime) -> None:
    application = approval.application
    path = page_in(application.language, "enrolment:application", application.pk)
    _tell(approval, code, application.person_id, path, now)


def tell_school(approval: Approval, code: NoticeCode, *, provider_id: int, now: datetime) -> None:
    """Nobody is told as staff of their own case."""
    application = approval.application
    path = reverse("admin:enrolment_application_change", args=[application.pk])
    for user_id in who_may(Act.RECORD_APPROVAL, provider_id):
        if user_id != application.person_id:
            _tell(approval, code, user_id, path, now)


def _tell(approval: Approval, code: NoticeCode, user_id: int, path: str, now: datetime) -> None:
    tell(
        code,
        person_id=user_id,
        about=approval.application.ref,
        path=path,
        occasion=f"{approval.ref}:{user_id}",
        now=now,
    )
