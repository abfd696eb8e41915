"""What becomes of applications when their class begins or is cancelled: the system closes what can lead nowhere."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from amu import clock
from amu.journal.services import SYSTEM
from amu.notices.services import tell
from amu.outbox.services import enqueue
from amu.web.addresses import page_in
from courses.classes.listing import runs_with_a_line_that_is_over
from courses.classes.selectors import lock_run
from enrolment.enums import Because, NoticeCode, ReleasedBecause
from enrolment.models import Application, BookedSeat, Booking, CourseResult, Decision
from enrolment.services.booked_seats import release_all, tell_booker
from enrolment.services.elsewhere import Upheld, place_or_owe
from enrolment.services.line import promote
from enrolment.services.locking import lock_run_with_those_like_it
from enrolment.services.moving import move
from enrolment.states import Action

LINE_OVER = "enrolment.line_over"
MOST_A_DAY = 500  # classes; the next day's run takes the rest


def plan_ends_of_lines(now: datetime) -> int:
    """Put each class that has begun while people wait for a seat into the outbox; how many there were."""
    today = clock.danish_date(now)
    runs = runs_with_a_line_that_is_over(today, most=MOST_A_DAY)
    for run_id in runs:
        enqueue(LINE_OVER, dedup_key=f"{LINE_OVER}:{run_id}:{today}", payload={"run": run_id}, now=now)
    return len(runs)


@transaction.atomic
def end_line(run_id: int, *, now: datetime) -> None:
    """Nobody in line can get a seat any more: the school has to decide each case, and each person is told.

    Whoever waits because an appeal was upheld gets a seat in the next class instead, or is owed one. Nothing
    happens while the class can be joined, or once it is cancelled. Idempotent.
    """
    today = clock.danish_date(now)
    run, others = lock_run_with_those_like_it(run_id, today=today)
    if run.is_cancelled or run.can_be_joined_on(today):
        return
    for waiting in Application.objects.in_line().filter(run_id=run_id).select_for_update(no_key=True):
        decided = Decision.objects.filter(application=waiting, is_current=True).exclude(because=Because.FIRST)
        if decision := decided.first():
            place_or_owe(waiting, Upheld.of(decision), others, actor=SYSTEM, now=now)
            continue
        move(waiting, Action.END_LINE, actor=SYSTEM, authority="public_administration_22", now=now)
        _tell(NoticeCode.NOT_PLACED, waiting, "begun", now)


@transaction.atomic
def resume_line(run_id: int, *, now: datetime) -> None:
    """The class was moved to later days: whoever had waited in vain waits again, before anybody is added."""
    run = lock_run(run_id)
    if not run.can_be_joined_on(clock.danish_date(now)):
        return
    for ended in Application.objects.not_placed().filter(run_id=run_id).select_for_update(no_key=True):
        move(ended, Action.RESUME_LINE, actor=SYSTEM, now=now)
    promote(run, now=now)


@transaction.atomic
def close_cancelled(run_id: int, *, occasion: str, now: datetime) -> None:
    """The class is cancelled: close every application that leads nowhere, give its seat back, and tell the person.

    A participant with a result keeps it, and with it the application. Idempotent.
    """
    run = lock_run(run_id)
    if not run.is_cancelled:
        return
    results = CourseResult.objects.filter(application=OuterRef("pk"))
    live = Application.objects.live().filter(~Exists(results), run_id=run_id).order_by("pk")
    for application in live.select_for_update(of=("self",), no_key=True):
        move(application, Action.CLOSE, actor=SYSTEM, now=now)
        _tell(NoticeCode.RUN_CANCELLED, application, occasion, now)
    release_all(run, BookedSeat.objects.all(), ReleasedBecause.CLASS_CANCELLED, now=now)


def tell_of_move(run_id: int, *, occasion: str, now: datetime) -> None:
    """Tell everybody with a seat or in line, each once for the occasion."""
    for application in Application.objects.live().filter(run_id=run_id).order_by("pk"):
        _tell(NoticeCode.RUN_MOVED, application, occasion, now)
    for booking in Booking.objects.filter(run_id=run_id).order_by("pk"):
        tell_booker(NoticeCode.BOOKED_RUN_CHANGED, booking, occasion, now)


def _tell(code: NoticeCode, application: Application, occasion: str, now: datetime) -> None:
    path = page_in(application.language, "enrolment:application", application.pk)
    tell(
        code,
        person_id=application.person_id,
        about=application.ref,
        path=path,
        occasion=occasion,
        now=now,
    )
