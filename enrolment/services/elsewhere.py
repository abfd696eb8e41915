"""An appeal upheld too late for its class: a seat in the next class of the same courses, or the right to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from amu import clock
from amu.journal.services import SYSTEM, Actor, record
from amu.notices.services import tell
from amu.outbox.services import enqueue
from amu.web.addresses import page_in
from courses.classes.listing import open_runs_like, runs_like
from courses.classes.selectors import RunFacts, lock_runs
from enrolment.enums import ApplicationState, NoticeCode, Outcome
from enrolment.models import Application, Decision
from enrolment.selectors.applications import owed_a_seat
from enrolment.services.moving import move, reserve_seat
from enrolment.states import Action

PLACED = "application.placed"
SEAT_FOR_THE_OWED = "enrolment.seat_for_the_owed"
COPIED = (
    *("person_id", "education", "degree_last_used", "residence", "situation", "payer", "path", "approver_id"),
    *("wants_supplements", "verdicts", "price", "quote", "language"),
)


@dataclass(frozen=True, slots=True)
class Upheld:
    """Who upheld the appeal that a seat rests on."""

    because: str
    decided_by_id: int

    @classmethod
    def of(cls, decision: Decision) -> "Upheld":
        return cls(decision.because, decision.decided_by_id)


def place_or_owe(
    application: Application, upheld: Upheld, runs: Sequence[RunFacts], *, actor: Actor, now: datetime
) -> Application | None:
    """Give the person a seat in the first of the runs that has one, at the price they had, or owe it to them.

    The caller holds the locks on the runs and the application. Gives the application with the new seat, or None
    where they are owed one.
    """
    for run in runs:
        if placed := _place(application, upheld, run, actor=actor, now=now):
            return placed
    if application.state != ApplicationState.OWED:
        move(application, Action.OWE, actor=actor, authority="admission", now=now)
    return None


@transaction.atomic
def give_owed_seats(run_id: int, *, now: datetime) -> int:
    """Give the free seats of a class to those who are owed one, whoever has waited longest first; how many got one."""
    today = clock.danish_date(now)
    owed_in = owed_a_seat().filter(run_id__in=runs_like(run_id))
    runs = lock_runs({run_id, *owed_in.values_list("run_id", flat=True)})
    if not runs[run_id].is_open_on(today):
        return 0
    given = 0
    for application in owed_in.select_for_update(of=("self",), no_key=True):
        upheld = Upheld.of(Decision.objects.get(application=application, is_current=True))
        given += bool(place_or_owe(application, upheld, [runs[run_id]], actor=SYSTEM, now=now))
    return given


def plan_owed_seats(now: datetime) -> int:
    """Put each open class in which somebody who is owed a seat may get one into the outbox; how many there were."""
    today = clock.danish_date(now)
    waiting = set(owed_a_seat().values_list("run_id", flat=True))
    runs = sorted({pk for run_id in waiting for pk in open_runs_like(run_id, today)})
    for run_id in runs:
        key = f"{SEAT_FOR_THE_OWED}:{run_id}:{today}"
        enqueue(SEAT_FOR_THE_OWED, dedup_key=key, payload={"run": run_id}, now=now)
    return len(runs)


def offer_to_the_owed(run_id: int, *, now: datetime) -> None:
    """A seat came free that nobody in line wants: those who are owed one are next. Inside the caller's transaction."""
    if owed_a_seat().filter(run_id__in=runs_like(run_id)).exists():
        key = f"{SEAT_FOR_THE_OWED}:{run_id}:{now.isoformat()}"
        enqueue(SEAT_FOR_THE_OWED, dedup_key=key, payload={"run": run_id}, now=now)


def _place(
    before: Application, upheld: Upheld, run: RunFacts, *, actor: Actor, now: datetime
) -> Application | None:
    """Nobody in line there is overtaken; whoever applied there themselves goes on at the price they were given."""
    own = Application.objects.live().filter(run_id=run.pk, person_id=before.person_id).first()
    in_line = Application.objects.next_in_line().filter(run_id=run.pk).exclude(person_id=before.person_id)
    frees_one = own is not None and own.seat is not None
    if in_line.exists() or not (run.seats_left > 0 or frees_one):
        return None
    if own is not None:
        move(own, Action.WITHDRAW, actor=SYSTEM, now=now)
    seat = reserve_seat(run.pk, run.seats_total)
    if seat is None:
        return None
    placed = Application.objects.create(
        run_id=run.pk,
        state=ApplicationState.SUBMITTED,
        seat=seat,
        applied_at=now,
        submission_key=uuid4(),
        continues=before,
        **{name: getattr(before, name) for name in COPIED},
    )
    _record(placed, before, actor, now)
    move(placed, Action.ADMIT, actor=actor, authority="admission", now=now)
    Decision.objects.create(
        application=placed,
        version=1,
        outcome=Outcome.ADMITTED,
        because=upheld.because,
        decided_by_id=upheld.decided_by_id,
        decided_at=now,
        sent_at=now,
    )
    move(before, Action.PLACE_ELSEWHERE, actor=actor, authority="admission", now=now)
    _tell(placed, now)
    return placed


def _record(placed: Application, before: Application, actor: Actor, now: datetime) -> None:
    record(
        PLACED,
        about=placed.ref,
        person_id=placed.person_id,
        actor=actor,
        authority="admission",
        facts={"instead_of": before.number, "seat": placed.seat},
        now=now,
    )


def _tell(placed: Application, now: datetime) -> None:
    path = page_in(placed.language, "enrolment:application", placed.pk)
    tell(
        NoticeCode.SEAT_ELSEWHERE,
        person_id=placed.person_id,
        about=placed.ref,
        path=path,
        occasion="placed",
        now=now,
    )
