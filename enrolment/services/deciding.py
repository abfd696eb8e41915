"""The school decides. Each decision is a new version with its own reasons, letter and appeal period."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from amu import clock
from amu.delivery.services import call_off, entrust, note
from amu.delivery.states import Action as DeliveryAction
from amu.journal.services import SYSTEM, Actor
from amu.people.post import has_address
from courses.classes.selectors import RunFacts
from enrolment.enums import (
    RESTS_ON_OTHERS,
    ApplicationState,
    Because,
    DecisionChannel,
    FactsFrom,
    NoticeCode,
    Outcome,
    RefusalReason,
)
from enrolment.letters import GUIDANCE, STATUTES_OF_REASON, admission_facts, freeze_letter, refusal_facts
from enrolment.models import Application, Decision, Hearing
from enrolment.selectors.hearings import current_hearing
from enrolment.services.elsewhere import Upheld, place_or_owe
from enrolment.services.errors import NoAddressError
from enrolment.services.hearing import AUTHORITY as HEARING_RULE
from enrolment.services.hearing import HearingOpenError
from enrolment.services.line import promote
from enrolment.services.locking import lock_application, lock_with_classes_like_it
from enrolment.services.moving import move, reserve_seat
from enrolment.services.papers import missing_papers
from enrolment.services.versions import current_version, new_version, tell_of
from enrolment.states import Action, MoveNotAllowedError, allows


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why, as a code and a text for this person, and how the decision is delivered.

    ``facts_from`` says where the facts come from, for the reasons that can rest on what others gave, and
    ``unheard_because`` why the person was not asked about them, where they were not.
    """

    reason: str
    text: str
    channel: DecisionChannel
    facts_from: FactsFrom | None
    unheard_because: str = ""


class PapersMissingError(Exception):
    """A paper that must be with the school before the class begins has not been accepted."""


class NoSeatForAdmissionError(Exception):
    """Somebody on the waiting list cannot be admitted before a seat is free."""


class RunCancelledError(Exception):
    """The class is cancelled, so nobody can be admitted or refused: its applications are closed."""


class ReasonDoesNotFitError(Exception):
    """That no seat came free is the reason for those who waited until the class began, and for nobody else."""


class HearingMissingError(Exception):
    """The refusal rests on facts of others, and the person was not asked about them for this reason."""


class StaleDecisionError(Exception):
    """Somebody else decided in the meantime."""


@transaction.atomic
def admit(application_id: int, *, actor: Actor, now: datetime) -> Decision:
    """Admit somebody who holds a seat. Idempotent.

    Raises MoveNotAllowedError, RunCancelledError, NoSeatForAdmissionError for somebody still in line, or
    PapersMissingError for somebody whose papers the school has not accepted.
    """
    run, application = lock_application(application_id)
    current = current_version(application)
    if application.state == ApplicationState.ADMITTED and current is not None:
        return current
    if run.is_cancelled:
        raise RunCancelledError(application.ref)
    if application.state == ApplicationState.WAITING:
        raise NoSeatForAdmissionError(application.ref)
    if missing_papers(application.pk):
        raise PapersMissingError(application.ref)
    move(application, Action.ADMIT, actor=actor, authority="admission", now=now)
    decision = new_version(application, current, Outcome.ADMITTED, actor=actor, now=now)
    tell_of(decision, application, NoticeCode.ADMITTED, now=now)
    return decision


@transaction.atomic
def refuse(application_id: int, refusal: Refusal, *, actor: Actor, now: datetime) -> Decision:
    """Refuse with reasons and guidance, freeze the letter that says so, and hand it to its delivery channel.

    The time to appeal runs from the delivery: at once for a letter that is handed over, and else when the
    delivery is noted. The seat goes to the next in line in the same commit. Raises MoveNotAllowedError,
    RunCancelledError, ReasonDoesNotFitError, ChannelNotConnectedError, NoAddressError, HearingOpenError while the person
    may still answer what they were asked about, HearingMissingError, and IntegrityError where a part of the letter is
    missing: such a refusal cannot be sent.
    """
    run, application = lock_application(application_id)
    if refusal.channel == DecisionChannel.LETTER and not has_address(application.person_id):
        raise NoAddressError(application.ref)
    current = current_version(application)
    if run.is_cancelled:
        raise RunCancelledError(application.ref)
    if refusal.reason == RefusalReason.NO_SEAT_CAME_FREE and application.state != ApplicationState.NOT_PLACED:
        raise ReasonDoesNotFitError(application.ref)
    hearing = _hearing_for(application, refusal, now=now)
    move(application, Action.REFUSE, actor=actor, authority="public_administration_22", now=now)
    decision = _refused_by_letter(application, run, current, refusal, hearing=hearing, actor=actor, now=now)
    promote(run, now=now)
    return decision


def _hearing_for(application: Application, refusal: Refusal, *, now: datetime) -> Hearing | None:
    """The hearing that the refusal rests on. Raises HearingOpenError, HearingMissingError."""
    hearing = current_hearing(application.pk)
    if hearing and hearing.is_open_on(clock.danish_date(now)):
        raise HearingOpenError(hearing.ref)
    if (refusal.facts_from is not None) != (refusal.reason in RESTS_ON_OTHERS):
        raise HearingMissingError(application.ref)
    if refusal.facts_from == FactsFrom.EXCEPTION and not refusal.unheard_because.strip():
        raise HearingMissingError(application.ref)
    if refusal.facts_from != FactsFrom.HEARD:
        return None
    if hearing is None or hearing.reason != refusal.reason:
        raise HearingMissingError(application.ref)
    return hearing


def _statutes(refusal: Refusal) -> list[str]:
    rests_on_others = refusal.facts_from in {FactsFrom.HEARD, FactsFrom.EXCEPTION}
    return [*STATUTES_OF_REASON[refusal.reason], *([HEARING_RULE] if rests_on_others else [])]


@transaction.atomic
def refuse_anew(decision_id: int, refusal: Refusal, *, actor: Actor, now: datetime) -> Decision:
    """The ministry set a refusal aside, and the school refuses again: a new version, with its own letter and period.

    A letter of the first refusal that has not been sent yet is called off. Raises StaleDecisionError when the refusal
    is no longer the current decision, MoveNotAllowedError when the application has moved on by itself,
    ReasonDoesNotFitError, ChannelNotConnectedError, NoAddressError, HearingOpenError and HearingMissingError.
    """
    application_id = Decision.objects.values_list("application_id", flat=True).get(pk=decision_id)
    run, application = lock_application(application_id)
    if refusal.channel == DecisionChannel.LETTER and not has_address(application.person_id):
        raise NoAddressError(application.ref)
    current = current_version(application)
    if current is None or current.pk != decision_id:
        raise StaleDecisionError(decision_id)
    if application.state != ApplicationState.REFUSED:
        raise MoveNotAllowedError(Action.REFUSE, application.state)
    only_before = RefusalReason.NO_SEAT_CAME_FREE
    if refusal.reason == only_before and current.reason != only_before:
        raise ReasonDoesNotFitError(application.ref)
    hearing = _hearing_for(application, refusal, now=now)
    if current.delivery_id is not None:
        call_off(current.delivery_id, actor=actor, now=now)
    return _refused_by_letter(
        application,
        run,
        current,
        refusal,
        hearing=hearing,
        because=Because.MINISTRY_RETURNED_APPEAL,
        actor=actor,
        now=now,
    )


@transaction.atomic
def reverse_refusal(
    decision_id: int, *, because: Because, in_its_class: bool = True, actor: Actor, now: datetime
) -> Decision:
    """An appeal led to admission: the person is admitted, with a seat, or waits in line for one.

    Where the class has begun or is cancelled, or the admission is not to the class itself (``in_its_class``), a seat
    is reserved in the school's next class of the same courses, at the price the person had; where there is none, they
    are owed one. ``lock_for_reversal`` comes before any other lock of the caller. A letter of the refusal that has not
    been sent yet is called off. Raises StaleDecisionError when the refusal is no longer the current decision, and
    MoveNotAllowedError when the application has moved on by itself.
    """
    application_id = Decision.objects.values_list("application_id", flat=True).get(pk=decision_id)
    today = clock.danish_date(now)
    run, application, others = lock_with_classes_like_it(application_id, today=today, or_this=in_its_class)
    current = current_version(application)
    if current is None or current.pk != decision_id:
        raise StaleDecisionError(decision_id)
    if current.delivery_id is not None:
        call_off(current.delivery_id, actor=actor, now=now)
    if not allows(Action.REINSTATE, application.state):
        raise MoveNotAllowedError(Action.REINSTATE, application.state)
    there = None
    if in_its_class and run.can_be_joined_on(today):
        _reinstate(application, run, actor=actor, now=now)
    elif placed := place_or_owe(application, Upheld(because, actor.signed_by), others, actor=actor, now=now):
        there = next(other for other in others if other.pk == placed.run_id)
    decision = new_version(application, current, Outcome.ADMITTED, actor=actor, now=now, because=because)
    facts = admission_facts(decision, application, run, elsewhere=there)
    decision.letter = freeze_letter(facts, application, now=now)
    decision.save(update_fields=["letter"])
    if (
        application.state == ApplicationState.ADMITTED
    ):  # whoever waits or is owed a seat has the appeal's own notice
        tell_of(decision, application, NoticeCode.ADMITTED, now=now)
    return decision


def lock_for_reversal(application_id: int, *, in_its_class: bool = True, now: datetime) -> None:
    """Everything that ``reverse_refusal`` locks of classes and applications, in the order of locks."""
    lock_with_classes_like_it(application_id, today=clock.danish_date(now), or_this=in_its_class)


def _reinstate(application: Application, run: RunFacts, *, actor: Actor, now: datetime) -> None:
    _make_way_for(application, now=now)
    seat = reserve_seat(run.pk, run.seats_total)
    if seat is None:
        # The line is ordered by when people applied, so an old application stands near its head.
        move(application, Action.REINSTATE_IN_LINE, actor=actor, authority="admission", now=now)
    else:
        move(application, Action.REINSTATE, actor=actor, authority="admission", seat=seat, now=now)
        move(application, Action.ADMIT, actor=actor, authority="admission", now=now)


def _make_way_for(application: Application, *, now: datetime) -> None:
    """Whoever applied anew while the appeal ran goes on with the first application, at its price."""
    newer = Application.objects.live().filter(run_id=application.run_id, person_id=application.person_id)
    for one in newer.select_for_update(no_key=True):
        move(one, Action.WITHDRAW, actor=SYSTEM, now=now)


def _refused_by_letter(
    application: Application,
    run: RunFacts,
    current: Decision | None,
    refusal: Refusal,
    *,
    hearing: Hearing | None,
    because: Because = Because.FIRST,
    actor: Actor,
    now: datetime,
) -> Decision:
    """The new version, its letter, and how that reaches the person, who is told."""
    decision = new_version(
        application,
        current,
        Outcome.REFUSED,
        actor=actor,
        now=now,
        because=because,
        reason=refusal.reason,
        reason_text=refusal.text.strip(),
        statutes=_statutes(refusal),
        guidance=GUIDANCE,
        facts_from=refusal.facts_from or "",
        hearing=hearing,
        unheard_because=refusal.unheard_because.strip(),
    )
    facts = refusal_facts(decision, application, run, refusal.channel)
    decision.letter = freeze_letter(facts, application, now=now)
    decision.delivery = entrust(
        decision.ref,
        channel=refusal.channel,
        about=decision.ref,
        person_id=application.person_id,
        document_id=decision.letter.pk,
        now=now,
    )
    decision.save(update_fields=["letter", "delivery"])
    if refusal.channel == DecisionChannel.HANDED_OVER:
        note(decision.delivery.pk, DeliveryAction.HAND_OVER, on=clock.danish_date(now), actor=actor, now=now)
        decision.refresh_from_db()
    tell_of(decision, application, NoticeCode.REFUSED, now=now)
    return decision
