"""The waiting list: whoever applied first gets the seat that becomes free, in the same transaction."""

from datetime import datetime

from amu import clock
from amu.journal.services import SYSTEM
from amu.notices.services import tell
from amu.web.addresses import page_in
from courses.classes.selectors import RunFacts
from enrolment.enums import ApplicationState, NoticeCode
from enrolment.models import Application
from enrolment.services.elsewhere import offer_to_the_owed
from enrolment.services.moving import count_line, move, reserve_seat
from enrolment.states import Action


def promote(run: RunFacts, *, now: datetime) -> None:
    """Give free seats to those waiting, in order. The caller holds the lock on the run.

    Once the class has begun nobody is offered a seat in it, nor is anybody whose seat was released, before an approval.
    What nobody in line wants is offered to those who are owed a seat.
    """
    if not run.can_be_joined_on(clock.danish_date(now)):
        return
    for waiting in Application.objects.next_in_line().filter(run_id=run.pk).select_for_update(no_key=True):
        seat = reserve_seat(run.pk, run.seats_total)
        if seat is None:
            return
        move(waiting, Action.OFFER_SEAT, actor=SYSTEM, seat=seat, now=now)
        tell(
            NoticeCode.SEAT_FREE,
            person_id=waiting.person_id,
            about=waiting.ref,
            path=page_in(waiting.language, "enrolment:application", waiting.pk),
            occasion=now.isoformat(),
            now=now,
        )
    offer_to_the_owed(run.pk, now=now)


def let_in_again(application: Application, run: RunFacts, *, now: datetime) -> None:
    """Somebody whose seat was released may have the next free one, at their place in line. Under the locks."""
    if not application.is_passed_over:
        return
    application.is_passed_over = False
    application.save(update_fields=["is_passed_over"])
    if application.state == ApplicationState.WAITING:
        count_line(run.pk)
        promote(run, now=now)
