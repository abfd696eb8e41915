"""The ministry has sent a case back, and the school decides anew."""

from datetime import datetime

from django.db import transaction

from amu.journal.services import Actor
from appeals.models import Appeal, Remittal
from appeals.services.moving import check_version, lock_appeal, move
from appeals.states import Action, after
from enrolment.enums import Because, Outcome
from enrolment.selectors.applications import decision_facts
from enrolment.services.deciding import Refusal, lock_for_reversal, refuse_anew, reverse_refusal
from enrolment.services.locking import lock_application, lock_decision


@transaction.atomic
def decide_anew(
    appeal_id: int, refusal: Refusal | None, *, version: int | None = None, actor: Actor, now: datetime
) -> Remittal:
    """Admit the person (no ``refusal``), or refuse again: a new version of the decision with a letter of its own.

    Somebody who is admitted has a seat, a place in line or a seat in a later class, as after an upheld appeal. A new
    refusal can be appealed against for itself. Twice the same is once. Raises MoveNotAllowedError, StaleAppealError where
    ``version`` is given and the case has changed since, and what ``enrolment.services.refuse_anew`` raises.
    """
    decision = decision_facts(Appeal.objects.values_list("decision_id", flat=True).get(pk=appeal_id))
    if refusal is None:
        lock_for_reversal(decision.application_id, now=now)
    else:
        lock_application(decision.application_id)
    lock_decision(decision.pk)
    appeal = lock_appeal(appeal_id)
    wanted = Outcome.ADMITTED if refusal is None else Outcome.REFUSED
    before = Remittal.objects.filter(referral__appeal=appeal, decision__outcome=wanted).first()
    if before is not None:
        return before
    after(Action.DECIDE_ANEW, appeal.state)
    check_version(appeal, version)
    if refusal is None:
        because = Because.MINISTRY_RETURNED_APPEAL
        made = reverse_refusal(appeal.decision_id, because=because, actor=actor, now=now)
    else:
        made = refuse_anew(appeal.decision_id, refusal, actor=actor, now=now)
    move(appeal, Action.DECIDE_ANEW, actor=actor, facts={"outcome": made.outcome}, now=now)
    remittal = Remittal.objects.get(referral__appeal=appeal)
    remittal.decision, remittal.decided_at = made, now
    remittal.save(update_fields=["decision", "decided_at"])
    return remittal
