"""Withdraw an application. No reason is asked for."""

from datetime import date, datetime

from django.db import transaction

from amu import clock
from amu.journal.services import Actor
from amu.notices.services import tell
from amu.web.addresses import page_in
from enrolment.enums import ApplicationState, NoticeCode
from enrolment.models import Application, CourseResult
from enrolment.services.line import promote
from enrolment.services.locking import lock_application
from enrolment.services.moving import move
from enrolment.states import Action, MoveNotAllowedError, allows


def can_withdraw(application: Application, *, ends_on: date, is_cancelled: bool, on: date) -> bool:
    """Until the class is over or cancelled, or a result says how it went: then there is nothing to withdraw from.

    The right to a seat in a later class can always be given up.
    """
    if application.state == ApplicationState.OWED:
        return True
    if not allows(Action.WITHDRAW, application.state) or is_cancelled or ends_on < on:
        return False
    return not CourseResult.objects.filter(application=application).exists()


@transaction.atomic
def withdraw(application_id: int, *, actor: Actor, now: datetime) -> Application:
    """Withdraw; whoever is next in line gets the seat in the same commit. Idempotent.

    Raises MoveNotAllowedError after a refusal, and once the class is over or cancelled, or a result is recorded.
    """
    run, application = lock_application(application_id)
    if application.state == ApplicationState.WITHDRAWN:
        return application
    on = clock.danish_date(now)
    if not can_withdraw(application, ends_on=run.ends_on, is_cancelled=run.is_cancelled, on=on):
        raise MoveNotAllowedError(Action.WITHDRAW, application.state)
    move(application, Action.WITHDRAW, actor=actor, now=now)
    promote(run, now=now)
    tell(
        NoticeCode.WITHDRAWN,
        person_id=application.person_id,
        about=application.ref,
        path=page_in(application.language, "enrolment:application", application.pk),
        occasion="withdrawn",
        now=now,
    )
    return application
