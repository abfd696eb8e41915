"""The school looks at its own decision once more."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from amu import clock
from amu.journal.services import Actor
from amu.kernel.deadlines import Channel, Period, appeal_deadline
from appeals.enums import NoticeCode, SecondLook
from appeals.models import Appeal, Review
from appeals.services.forwarding import plan_forwarding
from appeals.services.lateness import LatenessDecision, decided_lateness
from appeals.services.moving import SameOfficerError, check_version, lock_appeal, move
from appeals.states import Action, after
from enrolment.enums import Because
from enrolment.selectors.applications import decision_facts
from enrolment.services.deciding import lock_for_reversal, reverse_refusal
from enrolment.services.locking import lock_application, lock_decision

KEEPS = {
    SecondLook.PARTLY: (Action.UPHOLD_PARTLY, NoticeCode.PARTLY),
    SecondLook.MAINTAINED: (Action.MAINTAIN, NoticeCode.MAINTAINED),
}


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What the officer found, in words for the person.

    ``met``: in what an appeal is upheld that is upheld in part. ``lateness``: of a late appeal that is upheld.
    """

    outcome: SecondLook
    statement: str
    met: str = ""
    why_same_officer: str = ""
    lateness: LatenessDecision | None = None


@transaction.atomic
def review(
    appeal_id: int, opinion: SecondOpinion, *, version: int | None = None, actor: Actor, now: datetime
) -> Review:
    """Uphold the appeal, which admits the person at once, or keep the decision, in whole or for a part.

    A decision that is kept leaves the person a week to comment. Where they have asked for it, the appeal is
    forwarded when that week is over. Twice is once. Raises MoveNotAllowedError, SameOfficerError, LatenessError,
    and StaleAppealError where ``version`` is given and the case has changed since.
    """
    decision = decision_facts(Appeal.objects.values_list("decision_id", flat=True).get(pk=appeal_id))
    if opinion.outcome == SecondLook.UPHELD:
        lock_for_reversal(decision.application_id, now=now)
    else:
        lock_application(decision.application_id)
    lock_decision(decision.pk)
    appeal = lock_appeal(appeal_id)
    if done := Review.objects.filter(appeal=appeal, outcome=opinion.outcome).first():
        return done
    after(Action.UPHOLD, appeal.state)
    check_version(appeal, version)
    if decision.decided_by_id == actor.user_id and not opinion.why_same_officer.strip():
        raise SameOfficerError(appeal_id)
    if opinion.outcome == SecondLook.UPHELD:
        return _uphold(appeal, opinion, actor=actor, now=now)
    return _keep(appeal, opinion, actor=actor, now=now)


def _uphold(appeal: Appeal, opinion: SecondOpinion, *, actor: Actor, now: datetime) -> Review:
    lateness = decided_lateness(appeal, opinion.lateness, is_considered=True)
    facts = {"lateness": str(lateness.value)}
    move(appeal, Action.UPHOLD, actor=actor, notice=NoticeCode.UPHELD, facts=facts, now=now)
    reverse_refusal(appeal.decision_id, because=Because.SCHOOL_UPHELD_APPEAL, actor=actor, now=now)
    return _write(
        appeal, opinion, actor=actor, now=now, lateness=lateness.value, lateness_words=lateness.words
    )


def _keep(appeal: Appeal, opinion: SecondOpinion, *, actor: Actor, now: datetime) -> Review:
    action, notice = KEEPS[opinion.outcome]
    move(appeal, action, actor=actor, notice=notice, now=now)
    deadline = appeal_deadline(clock.danish_date(now), channel=Channel.DIGITAL, period=Period.COMMENT)
    review = _write(
        appeal,
        opinion,
        actor=actor,
        now=now,
        comment_by=deadline.last_day,
        comment_deadline=deadline.as_dict(),
    )
    plan_forwarding(appeal, after=deadline.last_day, now=now)
    return review


def _write(
    appeal: Appeal, opinion: SecondOpinion, *, actor: Actor, now: datetime, **fields: object
) -> Review:
    return Review.objects.create(
        appeal=appeal,
        outcome=opinion.outcome,
        statement=opinion.statement.strip(),
        met=opinion.met.strip() if opinion.outcome == SecondLook.PARTLY else "",
        why_same_officer=opinion.why_same_officer.strip(),
        reviewed_by_id=actor.signed_by,
        reviewed_at=now,
        **fields,
    )
