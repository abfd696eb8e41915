"""The ministry decides: what it decides of the school's refusal takes effect in the same commit, and is final."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from amu import clock
from amu.journal.services import Actor
from amu.people.access import Act
from appeals.enums import Finding, MinistryOutcome, NoticeCode
from appeals.letters import final_decision_facts, freeze_letter
from appeals.models import Appeal, Referral, Remittal, Review
from appeals.rules.handling import decide_anew_by, rule_for
from appeals.services.asking import end_inquiry
from appeals.services.lateness import LatenessDecision, decided_lateness
from appeals.services.moving import SameOfficerError, check_version, lock_appeal, move
from appeals.services.telling import tell_desk
from appeals.states import Action, after
from enrolment.enums import Because
from enrolment.selectors.applications import DecisionFacts, decision_facts, standing_of
from enrolment.services.deciding import lock_for_reversal, reverse_refusal
from enrolment.services.locking import lock_application, lock_decision

ADMITS = {
    MinistryOutcome.UPHELD: Because.MINISTRY_UPHELD_APPEAL,
    MinistryOutcome.CHANGED: Because.MINISTRY_CHANGED_DECISION,
}


@dataclass(frozen=True, slots=True)
class FinalDecision:
    """What the ministry decides, in words for the person. ``lateness``: of an appeal that came late.

    ``findings`` are noted for the school.
    """

    outcome: MinistryOutcome
    reasons: str
    findings: frozenset[Finding] = frozenset()
    lateness: LatenessDecision | None = None

    @property
    def found(self) -> list[str]:
        """In the order in which they are listed everywhere."""
        return [str(each) for each in Finding if each in self.findings]


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
    """The ministry decides. Person and school are told, and the letter is frozen with what the decision led to.

    *Upheld* admits the person, *changed* gives them a seat in the school's next class of the same courses, *returned*
    has the school decide anew by a day that the letter names, and *dismissed* changes nothing. A second call with the
    same outcome changes nothing. Raises MoveNotAllowedError, LatenessError, SameOfficerError for whoever decided or
    reviewed the case at the school, and StaleAppealError where ``version`` is given and the case has changed since.
    """
    made = FinalDecision(outcome, reasons.strip(), frozenset(findings), lateness)
    decision = decision_facts(Appeal.objects.values_list("decision_id", flat=True).get(pk=appeal_id))
    _lock(decision, outcome, now=now)
    appeal = lock_appeal(appeal_id)
    referral = Referral.objects.filter(appeal=appeal).first()
    if referral and referral.outcome == outcome:
        return referral
    reviewers = Review.objects.filter(appeal=appeal).values_list("reviewed_by_id", flat=True)
    if actor.user_id in {decision.decided_by_id, *reviewers}:
        raise SameOfficerError(appeal_id)
    after(Action.DECIDE, appeal.state)
    check_version(appeal, version)
    on_time = decided_lateness(appeal, lateness, is_considered=outcome != MinistryOutcome.DISMISSED)
    move(
        appeal,
        Action.SEND_BACK if outcome == MinistryOutcome.RETURNED else Action.DECIDE,
        actor=actor,
        notice=NoticeCode.DECIDED,
        facts={"outcome": str(outcome), "lateness": str(on_time.value), "findings": made.found},
        now=now,
    )
    end_inquiry(appeal, now=now)
    if because := ADMITS.get(outcome):
        in_its_class = outcome == MinistryOutcome.UPHELD
        reverse_refusal(appeal.decision_id, because=because, in_its_class=in_its_class, actor=actor, now=now)
    referral = Referral.objects.get(appeal=appeal)
    remittal = _send_back(appeal, referral, now=now) if outcome == MinistryOutcome.RETURNED else None
    _write(appeal, referral, made, on_time, remittal, actor=actor, now=now)
    tell_desk(
        appeal,
        NoticeCode.DESK_DECIDED,
        Act.REVIEW_APPEAL if remittal is None else Act.DECIDE_ANEW,
        occasion="decided",
        now=now,
    )
    return referral


def _lock(decision: DecisionFacts, outcome: MinistryOutcome, *, now: datetime) -> None:
    if outcome in ADMITS:
        in_its_class = outcome == MinistryOutcome.UPHELD
        lock_for_reversal(decision.application_id, in_its_class=in_its_class, now=now)
    else:
        lock_application(decision.application_id)
    lock_decision(decision.pk)


def _send_back(appeal: Appeal, referral: Referral, *, now: datetime) -> Remittal:
    """To the school's desk, where nobody has it yet."""
    appeal.held_by = None
    appeal.save(update_fields=["held_by"])
    today = clock.danish_date(now)
    return Remittal.objects.create(
        referral=referral,
        decide_by=decide_anew_by(today),
        rule_version=rule_for(today).version,
        sent_back_at=now,
    )


def _write(
    appeal: Appeal,
    referral: Referral,
    made: FinalDecision,
    on_time: LatenessDecision,
    remittal: Remittal | None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    referral.outcome, referral.reasons, referral.findings = made.outcome, made.reasons, made.found
    referral.lateness, referral.lateness_words = on_time.value, on_time.words
    referral.decided_by_id, referral.decided_at = actor.signed_by, now
    facts = final_decision_facts(
        appeal,
        referral,
        standing=standing_of(appeal.decision.application_id),
        decide_by=remittal.decide_by if remittal else None,
    )
    referral.letter = freeze_letter(facts, appeal, now=now)
    written = ["outcome", "reasons", "findings", "lateness", "lateness_words"]
    referral.save(update_fields=[*written, "decided_by", "decided_at", "letter"])
