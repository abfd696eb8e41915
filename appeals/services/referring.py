"""What the person adds or takes back, and the ministry's final decision."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from amu.journal.services import Actor
from appeals.enums import AppealState, Finding, MinistryOutcome, NoticeCode
from appeals.letters import final_decision_facts, freeze_letter
from appeals.models import Appeal, Comment, Referral, Review
from appeals.services.asking import end_inquiry
from appeals.services.lateness import LatenessDecision, decided_lateness
from appeals.services.moving import SameOfficerError, check_version, lock_appeal, move, note_act, touch
from appeals.states import Action, MoveNotAllowedError, after
from enrolment.enums import Because
from enrolment.selectors.applications import decision_facts, standing_of
from enrolment.services.deciding import lock_for_reversal, reverse_refusal
from enrolment.services.locking import lock_application, lock_decision

COMMENTED = "appeal.commented"


@transaction.atomic
def add_comment(appeal_id: int, *, text: str, actor: Actor, now: datetime) -> Comment:
    """Store what the person says to the statement, also after forwarding and after the comment period.

    Raises MoveNotAllowedError when nobody is deciding any more.
    """
    appeal = lock_appeal(appeal_id)
    if appeal.state not in {AppealState.MAINTAINED, AppealState.FORWARDED}:
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


@transaction.atomic
def decide_finally(
    appeal_id: int,
    *,
    outcome: MinistryOutcome,
    reasons: str,
    findings: Iterable[Finding] = (),
    lateness: LatenessDecision | None = None,
    version: int | None = None,
    actor: Actor,
    now: datetime,
) -> Referral:
    """The ministry decides; an upheld appeal admits the person in the same commit.

    ``findings`` are noted for the school. ``lateness`` is decided of a late appeal. A second call with the same
    outcome changes nothing. Raises MoveNotAllowedError, LatenessError, SameOfficerError for whoever decided or reviewed
    the case at the school, and StaleAppealError where ``version`` is given and the case has changed since.
    """
    decision = decision_facts(Appeal.objects.values_list("decision_id", flat=True).get(pk=appeal_id))
    if outcome == MinistryOutcome.UPHELD:
        lock_for_reversal(decision.application_id, now=now)
    else:
        lock_application(decision.application_id)
    lock_decision(decision.pk)
    appeal = lock_appeal(appeal_id)
    referral = Referral.objects.filter(appeal=appeal).first()
    if referral and referral.outcome == outcome:
        return referral
    reviewers = Review.objects.filter(appeal=appeal).values_list("reviewed_by_id", flat=True)
    if actor.user_id in {decision.decided_by_id, *reviewers}:
        raise SameOfficerError(appeal_id)
    after(Action.DECIDE, appeal.state)
    check_version(appeal, version)
    on_time = decided_lateness(appeal, lateness, is_upheld=outcome == MinistryOutcome.UPHELD)
    found = [str(each) for each in Finding if each in set(findings)]
    move(
        appeal,
        Action.DECIDE,
        actor=actor,
        notice=NoticeCode.DECIDED,
        facts={"outcome": str(outcome), "lateness": str(on_time.value), "findings": found},
        now=now,
    )
    end_inquiry(appeal, now=now)
    if outcome == MinistryOutcome.UPHELD:
        reverse_refusal(appeal.decision_id, because=Because.MINISTRY_UPHELD_APPEAL, actor=actor, now=now)
    referral = Referral.objects.get(appeal=appeal)
    referral.outcome, referral.reasons = outcome, reasons.strip()
    referral.findings = found
    referral.lateness, referral.lateness_words = on_time.value, on_time.words
    referral.decided_by_id, referral.decided_at = actor.signed_by, now
    facts = final_decision_facts(appeal, referral, standing=standing_of(decision.application_id))
    referral.letter = freeze_letter(facts, appeal, now=now)
    referral.save(
        update_fields=[
            *(
                "outcome",
                "reasons",
                "findings",
                "lateness",
                "lateness_words",
                "decided_by",
                "decided_at",
                "letter",
            )
        ]
    )
    return referral
