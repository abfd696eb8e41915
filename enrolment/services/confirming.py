"""Letters that confirm: that of a seat, made once, and that of where an application stands, made when it is needed."""

from datetime import datetime

from django.db import transaction

from amu.documents.enums import DocumentKind
from amu.journal.services import Actor, record
from courses.classes.selectors import run_facts
from enrolment.enums import Outcome
from enrolment.letters import admission_facts, confirmation_facts, freeze_letter
from enrolment.models import Application, Decision
from enrolment.states import CONFIRMED_BY_LETTER, MoveNotAllowedError

CONFIRMED = "application.confirmed_by_letter"


@transaction.atomic
def letter_of(decision_id: int, *, now: datetime) -> int | None:
    """The id of the decision's letter. An admission without one gets it now; asked twice, it is one letter."""
    decision = (
        Decision.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application")
        .get(pk=decision_id)
    )
    if decision.letter_id is None and decision.outcome == Outcome.ADMITTED:
        application = decision.application
        facts = admission_facts(decision, application, run_facts(application.run_id))
        decision.letter = freeze_letter(facts, application, now=now)
        decision.save(update_fields=["letter"])
    return decision.letter_id


@transaction.atomic
def confirm_by_letter(application_id: int, *, actor: Actor, now: datetime) -> int:
    """The id of a letter that says where the application stands, for somebody who reads no e-mail.

    Raises MoveNotAllowedError where a decision has a letter of its own.
    """
    application = Application.objects.select_for_update(no_key=True).get(pk=application_id)
    if application.state not in CONFIRMED_BY_LETTER:
        raise MoveNotAllowedError(CONFIRMED, application.state)
    facts = confirmation_facts(application, run_facts(application.run_id), now=now)
    letter = freeze_letter(facts, application, now=now, kind=DocumentKind.CONFIRMATION_LETTER)
    record(
        CONFIRMED,
        about=application.ref,
        person_id=application.person_id,
        actor=actor,
        facts={"state": application.state, "sha256": letter.sha256},
        now=now,
    )
    return letter.pk
