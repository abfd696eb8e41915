"""Keep a seat in one class while waiting for one in another: the first is given up in the commit that gives the second."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from amu import clock
from amu.journal.services import SYSTEM, Actor, record
from amu.notices.services import tell
from amu.outbox.services import enqueue
from amu.web.addresses import page_in
from courses.classes.selectors import RunFacts, lock_run_if_free, lock_runs
from enrolment.enums import ApplicationState, NoticeCode
from enrolment.models import Application, CourseResult
from enrolment.services.moving import move
from enrolment.states import HOLDS_SEAT, Action

WANTED, UNWANTED = "application.swap_wanted", "application.swap_unwanted"
SWAPS = "enrolment.swaps"


class SwapNotPossibleError(Exception):
    """One of the two does not wait, the other holds no seat, or they are not the same person's."""


class Later:
    """Somebody else has the other class's lock: waiting for it here could be waiting for each other."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The seat that is given up. The caller holds the locks on both."""

    run: RunFacts
    application: Application


@transaction.atomic
def want_swap(waiting_id: int, seat_id: int, *, actor: Actor, now: datetime) -> Application:
    """Give up that seat once there is one here. The same again changes nothing. Raises SwapNotPossibleError."""
    waiting, seated = _both(waiting_id, seat_id)
    if waiting.state != ApplicationState.WAITING or seated.state not in HOLDS_SEAT:
        raise SwapNotPossibleError(waiting.ref)
    if waiting.person_id != seated.person_id or waiting.run_id == seated.run_id:
        raise SwapNotPossibleError(waiting.ref)
    return _set(waiting, seated, WANTED, actor=actor, now=now)


@transaction.atomic
def keep_both(waiting_id: int, *, actor: Actor, now: datetime) -> Application:
    """The seat stays, whatever comes of the waiting. Twice changes nothing."""
    waiting, _same = _both(waiting_id, waiting_id)
    return _set(waiting, None, UNWANTED, actor=actor, now=now)


def seat_to_give_up(waiting: Application, *, on: date) -> Kept | Later | None:
    """The seat that the person gives up for one here; None where there is none any more, or its class has begun.

    The caller holds the lock on the run of ``waiting``. The other run's is taken only where nobody has it, because the
    order of the two may be the wrong one.
    """
    if waiting.swaps_id is None:
        return None
    run_id = Application.objects.values_list("run_id", flat=True).get(pk=waiting.swaps_id)
    run = lock_run_if_free(run_id)
    if run is None:
        return Later()
    seated = Application.objects.select_for_update(of=("self",), no_key=True).get(pk=waiting.swaps_id)
    is_held = seated.state in HOLDS_SEAT and on < run.starts_on and not run.is_cancelled
    if not is_held or CourseResult.objects.filter(application=seated).exists():
        return None
    return Kept(run, seated)


def give_up(kept: Kept, instead: Application, *, now: datetime) -> None:
    """The person has a seat in the class they waited for. The caller promotes the line of the other."""
    seated = kept.application
    move(seated, Action.WITHDRAW, actor=SYSTEM, now=now)
    tell(
        NoticeCode.SWAPPED,
        person_id=seated.person_id,
        about=seated.ref,
        path=page_in(instead.language, "enrolment:application", instead.pk),
        occasion=instead.ref,
        now=now,
    )


def plan_swaps(run_id: int, *, now: datetime) -> None:
    """A worker locks both classes in their order, and gives the seat then."""
    enqueue(SWAPS, dedup_key=f"{SWAPS}:{run_id}:{now.isoformat()}", payload={"run": run_id}, now=now)


def _both(waiting_id: int, seat_id: int) -> tuple[Application, Application]:
    """Under the locks of their runs, then their own. Raises SwapNotPossibleError where one is not there."""
    ids = {waiting_id, seat_id}
    lock_runs(set(Application.objects.filter(pk__in=ids).values_list("run_id", flat=True)))
    rows = Application.objects.filter(pk__in=ids).order_by("pk")
    found = {row.pk: row for row in rows.select_for_update(of=("self",), no_key=True)}
    if found.keys() != ids:
        raise SwapNotPossibleError(str(sorted(ids)))
    return found[waiting_id], found[seat_id]


def _set(
    waiting: Application, seated: Application | None, act: str, *, actor: Actor, now: datetime
) -> Application:
    before = waiting.swaps_id
    if before == (seated.pk if seated else None):
        return waiting
    waiting.swaps = seated
    waiting.save(update_fields=["swaps"])
    other = seated.number if seated else Application(pk=before).number
    record(
        act,
        about=waiting.ref,
        case=waiting.ref,
        person_id=waiting.person_id,
        actor=actor,
        facts={"seat": other, "on": clock.danish_date(now).isoformat()},
        now=now,
    )
    return waiting
