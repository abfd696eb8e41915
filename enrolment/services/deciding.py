"""The school decides. Each decision is a new version with its own words, letter and clock."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from amu.journal.services import SYSTEM, Actor, record
from amu.kernel.deadlines import Channel, appeal_deadline
from amu.notices.services import tell
from enrolment.enums import ApplicationState, Because, DecisionChannel, Outcome
from enrolment.letters import GUIDANCE, STATUTES_OF_REASON, admission_facts, freeze_letter, refusal_facts
from enrolment.models import Application, Decision
from enrolment.services.line import promote
from enrolment.services.locking import lock_application
from enrolment.services.moving import move, reserve_seat
from enrolment.states import Action


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why, in a code and in words for this person, and how and when they are told."""

    reason: str
    text: str
    channel: DecisionChannel
    told_on: date


class NoSeatForAdmissionError(Exception):
    """Somebody on the waiting list cannot be admitted before a seat is free."""


class RunCancelledError(Exception):
    """Nobody is admitted to a class that is not held."""


class StaleDecisionError(Exception):
    """Somebody else decided in the meantime."""


@transaction.atomic
def admit(application_id: int, *, actor: Actor, now: datetime) -> Decision:
    """Admit somebody who holds a seat. Twice is once.

    Raises MoveNotAllowedError, RunCancelledError, or NoSeatForAdmissionError for somebody still in line.
    """
    run, application = lock_application(application_id)
    current = _current(application)
    if application.state == ApplicationState.ADMITTED and current is not None:
        return current
    if run.is_cancelled:
        raise RunCancelledError(application.ref)
    if application.state == ApplicationState.WAITING:
        raise NoSeatForAdmissionError(application.ref)
    move(application, Action.ADMIT, actor=actor, authority="admission", now=now)
    decision = _new_version(application, current, Outcome.ADMITTED, actor=actor, now=now)
    _tell(decision, application, "application_admitted", now=now)
    return decision


@transaction.atomic
def refuse(application_id: int, refusal: Refusal, *, actor: Actor, now: datetime) -> Decision:
    """Refuse with reasons, guidance and a last day to appeal, and freeze the letter that says so.

    The seat goes to the next in line in the same commit. Raises MoveNotAllowedError, and
    IntegrityError where a part of the letter is missing: such a refusal cannot be sent.
    """
    run, application = lock_application(application_id)
    deadline = appeal_deadline(refusal.told_on, channel=Channel(refusal.channel))
    current = _current(application)
    move(application, Action.REFUSE, actor=actor, authority="public_administration_22", now=now)
    decision = _new_version(
        application,
        current,
        Outcome.REFUSED,
        actor=actor,
        now=now,
        reason=refusal.reason,
        reason_text=refusal.text.strip(),
        statutes=list(STATUTES_OF_REASON[refusal.reason]),
        guidance=GUIDANCE,
        channel=refusal.channel,
        told_on=refusal.told_on,
        appeal_by=deadline.last_day,
        deadline=deadline.as_dict(),
    )
    facts = refusal_facts(decision, application, run, deadline)
    decision.letter = freeze_letter(facts, application, now=now)
    decision.sent_at = now
    decision.save(update_fields=["letter", "sent_at"])
    promote(run, now=now)
    _tell(decision, application, "application_refused", now=now)
    return decision


@transaction.atomic
def reverse_refusal(decision_id: int, *, because: Because, actor: Actor, now: datetime) -> Decision:
    """An appeal was upheld: the person is admitted, with a seat, or first in line for one.

    Raises StaleDecisionError when the refusal is no longer the current decision, and
    MoveNotAllowedError when the application has moved on by itself.
    """
    application_id = Decision.objects.values_list("application_id", flat=True).get(pk=decision_id)
    run, application = lock_application(application_id)
    current = _current(application)
    if current is None or current.pk != decision_id:
        raise StaleDecisionError(decision_id)
    _make_way_for(application, now=now)
    seat = reserve_seat(run.pk, run.seats_total)
    if seat is None:
        # The line is ordered by when people applied, so an old application stands near its head.
        move(application, Action.REINSTATE_IN_LINE, actor=actor, authority="admission", now=now)
    else:
        move(application, Action.REINSTATE, actor=actor, authority="admission", seat=seat, now=now)
        move(application, Action.ADMIT, actor=actor, authority="admission", now=now)
    decision = _new_version(application, current, Outcome.ADMITTED, actor=actor, now=now, because=because)
    facts = admission_facts(decision, application, run, in_line=seat is None)
    decision.letter = freeze_letter(facts, application, now=now)
    decision.save(update_fields=["letter"])
    if seat is not None:  # who only stands in line again is told so by the appeal's own notice
        _tell(decision, application, "application_admitted", now=now)
    return decision


def _make_way_for(application: Application, *, now: datetime) -> None:
    """Whoever applied anew while the appeal ran goes on with the first application, at its price."""
    newer = Application.objects.live().filter(run_id=application.run_id, person_id=application.person_id)
    for one in newer.select_for_update(no_key=True):
        move(one, Action.WITHDRAW, actor=SYSTEM, now=now)


def _current(application: Application) -> Decision | None:
    return (
        Decision.objects.select_for_update(of=("self",), no_key=True)
        .filter(application=application, is_current=True)
        .first()
    )


def _new_version(
    application: Application,
    current: Decision | None,
    outcome: Outcome,
    *,
    actor: Actor,
    now: datetime,
    **fields: object,
) -> Decision:
    """Supersede the current decision. ``sent_at`` of an admission is now: it binds nobody to a clock."""
    if current is not None:
        Decision.objects.filter(pk=current.pk).update(is_current=False)
    decision = Decision.objects.create(
        application=application,
        version=1 + (current.version if current else 0),
        outcome=outcome,
        decided_by_id=actor.signed_by,
        decided_at=now,
        sent_at=now if outcome == Outcome.ADMITTED else None,
        **fields,
    )
    record(
        f"decision.{outcome}",
        about=decision.ref,
        case=application.ref,
        person_id=application.person_id,
        actor=actor,
        authority="public_administration_22" if outcome == Outcome.REFUSED else "admission",
        facts={
            "version": decision.version,
            "reason": decision.reason,
            "because": decision.because,
            "appeal_by": decision.appeal_by.isoformat() if decision.appeal_by else None,
        },
        now=now,
    )
    return decision


def _tell(decision: Decision, application: Application, code: str, *, now: datetime) -> None:
    tell(
        code,
        person_id=application.person_id,
        about=decision.ref,
        occasion="decided",
        now=now,
    )
