"""Withdraw an application. No reason is asked for."""

from datetime import datetime

from django.db import transaction

from amu.journal.services import Actor
from amu.notices.services import tell
from enrolment.enums import ApplicationState, NoticeCode
from enrolment.models import Application
from enrolment.services.line import promote
from enrolment.services.locking import lock_application
from enrolment.services.moving import move
from enrolment.states import Action


@transaction.atomic
def withdraw(application_id: int, *, actor: Actor, now: datetime) -> Application:
    """Withdraw; whoever is next in line gets the seat in the same commit. Idempotent.

    Raises MoveNotAllowedError after a refusal.
    """
    run, application = lock_application(application_id)
    if application.state == ApplicationState.WITHDRAWN:
        return application
    move(application, Action.WITHDRAW, actor=actor, now=now)
    promote(run, now=now)
    tell(
        NoticeCode.WITHDRAWN,
        person_id=application.person_id,
        about=application.ref,
        occasion="withdrawn",
        now=now,
    )
    return application
