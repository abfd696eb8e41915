"""The letter that confirms a seat: made when it is first asked for, and never made again."""

from datetime import datetime

from django.db import transaction

from courses.classes.selectors import run_facts
from enrolment.enums import Outcome
from enrolment.letters import admission_facts, freeze_letter
from enrolment.models import Decision


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
