"""The waiting list: whoever applied first gets the seat that becomes free, in the same transaction."""

from datetime import datetime

from django.db import transaction

from amu import clock
from amu.journal.services import SYSTEM
from amu.notices.services import tell
from amu.web.addresses import page_in
from courses.classes.selectors import RunFacts, lock_runs
from enrolment.enums import ApplicationState, NoticeCode
from enrolment.models import Application
from enrolment.services.elsewhere import offer_to_the_owed
from enrolment.services.moving import count_line, move, reserve_seat
from enrolment.services.swapping import Later, give_up, plan_swaps, seat_to_give_up
from enrolment.states import Action


def promote(run: RunFacts, *, now: datetime) -> None:
    """Give free seats to those waiting, in order. The caller holds the lock on the run.

    Once the class has begun nobody is offered a seat in it, nor is anybody whose seat was released, before an approval.
    What nobody in line wants is offered to those who are owed a seat. Whoever keeps a seat in another class meanwhile
    gives it up in the same transaction, and it goes to the line there.
    """
    if not run.can_be_joined_on(clock.danish_date(now)):
        return
    for waiting in Application.objects.next_in_line().filter(run_id=run.pk).select_for_update(no_key=True):
        kept = seat_to_give_up(waiting, on=clock.danish_date(now))
        if isinstance(kept, Later):
            plan_swaps(run.pk, now=now)  # the seat stays for whoever is next, who gives up another for it
            return
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
        if kept is not None:
            give_up(kept, waiting, now=now)
            promote(kept.run, now=now)
            promote(run, now=now)  # from the beginning: the line may have moved meanwhile
            return
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


@transaction.atomic
def promote_with_swaps(run_id: int, *, now: datetime) -> None:
    """The same, with the locks on the classes in which those in line keep a seat, in the order of their ids."""
    kept = Application.objects.next_in_line().filter(run_id=run_id, swaps__isnull=False)
    runs = lock_runs({run_id, *kept.values_list("swaps__run_id", flat=True)})
    promote(runs[run_id], now=now)
