"""A class in reading, writing or mathematics beside the course: one answer makes both applications."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID, uuid5

from django.db import transaction

from amu.journal.services import Actor
from amu.people.selectors import PersonCard
from courses.classes.selectors import lock_runs
from enrolment.models import Application
from enrolment.rules.answers import Answers, SkillsOffer
from enrolment.services.applying import Ruling, apply


def apply_beside(
    ruling: Ruling,
    beside: Ruling | None,
    *,
    person_id: int,
    answers: Answers,
    submission_key: UUID,
    language: str,
    actor: Actor,
    now: datetime,
    known: PersonCard | None = None,
    booked: int | None = None,
) -> Application:
    """Apply for a class, and for one beside it where there is such: both, or neither.

    Returns the application for the class itself, which takes over the seat ``booked`` for the person. Raises NotOpenError.
    """
    send = partial(apply, person_id=person_id, language=language, actor=actor, now=now, known=known)
    send_main = partial(
        send,
        run_id=ruling.run.pk,
        answers=answers,
        submission_key=submission_key,
        ruling=ruling,
        booked=booked,
    )
    if beside is None:
        return send_main()
    alone = replace(answers, skills=SkillsOffer.DECLINED, skills_class="", wants_supplements=False)
    key = uuid5(submission_key, beside.run.booking_code)
    with transaction.atomic():
        lock_runs({ruling.run.pk, beside.run.pk})
        send(run_id=beside.run.pk, answers=alone, submission_key=key, ruling=beside)
        return send_main()
