"""Apply for a seat. The first act of every case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from amu import clock
from amu.journal.services import Actor, record
from amu.kernel.verdict import Verdict
from amu.notices.services import tell
from amu.people.selectors import PersonCard, card_of
from amu.people.services import change_contact
from amu.web.addresses import page_in
from courses.classes.pricing.facts import load_rates
from courses.classes.pricing.priced import PricedRun, priced_run
from courses.classes.pricing.quote import all_supplements, quote_known_run
from courses.classes.selectors import RunFacts, lock_run
from courses.classes.services.seats import note_line
from courses.fees.rules import NoPrice, Rate
from courses.guidance.rules.access import Applicant, Wanted, verdicts
from enrolment.enums import ApplicationState, NoticeCode
from enrolment.models import Application, Draft
from enrolment.models.application import STATES_OVER
from enrolment.rules.answers import Answers
from enrolment.services.approvals import open_approval
from enrolment.services.booked_takeover import confirm, seat_to_take_over
from enrolment.services.moving import reserve_seat
from enrolment.services.papers import ask_for_papers

SUBMITTED = "application.submitted"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules say of one person and one run: the price with its reasons, and who may apply."""

    run: RunFacts
    quote: dict[str, Any]
    price: Decimal | None
    verdicts: tuple[Verdict, ...]


class NotOpenError(Exception):
    """The run is cancelled, or its last day to apply is over."""


@transaction.atomic
def apply(
    *,
    run_id: int,
    person_id: int,
    answers: Answers,
    submission_key: UUID,
    language: str,
    actor: Actor,
    now: datetime,
    ruling: Ruling | None = None,
    known: PersonCard | None = None,
    booked: int | None = None,
) -> Application:
    """Reserve a numbered seat, or a place in line when the run is full; store the price with its reasons.

    Sending the same form twice, or applying twice for the same run, gives the first
    application back. ``ruling`` is what the person was shown; without it the rules are asked here. ``known`` is what
    has just been read of the person. ``booked`` is the seat that a company has booked for the person, who takes it over
    until the class begins; where it is theirs no longer, they apply as anybody does. Raises NotOpenError.
    """
    # All that needs no lock comes first: whoever applies next waits for the rest.
    known = known or card_of(person_id)
    ruling = ruling or ruling_for(priced_run(run_id), answers, birth_date=known.birth_date, now=now)
    if (answers.email, answers.phone, language) != (known.email, known.phone, known.language):
        change_contact(
            person_id, email=answers.email, phone=answers.phone, language=language, actor=actor, now=now
        )
    run = lock_run(run_id, known=ruling.run)
    if before := _already(run_id, person_id, submission_key):
        return before
    mine = seat_to_take_over(booked, run_id, person_id)
    today = clock.danish_date(now)
    if not (run.can_be_joined_on(today) if mine else run.is_open_on(today)):
        raise NotOpenError(run.booking_code)
    seat = mine.seat if mine else None
    application = _create(run, person_id, answers, ruling, submission_key, language, now, seat)
    if mine:
        confirm(mine, application, actor=actor, now=now)
    ask_for_papers(application, now=now)
    if application.seat is not None:
        open_approval(application, now=now, join_by=run.join_by)
    Draft.objects.filter(run_id=run_id, person_id=person_id).delete()
    record(
        SUBMITTED,
        about=application.ref,
        person_id=person_id,
        actor=actor,
        authority="admission",
        facts={
            "run": run.booking_code,
            "state": application.state,
            "seat": application.seat,
            "price": str(application.price) if application.price is not None else None,
        },
        now=now,
    )
    tell(
        NoticeCode.RECEIVED,
        person_id=person_id,
        about=application.ref,
        path=page_in(application.language, "enrolment:application", application.pk),
        occasion="submitted",
        now=now,
    )
    return application


def ruling_for(
    run: PricedRun,
    answers: Answers,
    *,
    birth_date: date | None,
    now: datetime,
    rates: Sequence[Rate] = (),
    beside: PricedRun | None = None,
) -> Ruling:
    """What the rules say on that day of these answers and this run. One query where no ``rates`` are at hand.

    ``beside`` is the class that this one is applied for beside.
    """
    accepts = all_supplements(run.known) if answers.wants_supplements else frozenset()
    answer = quote_known_run(
        run.known,
        answers.as_person(),
        rates or load_rates(),
        accepts,
        beside=beside.known.courses if beside else (),
    )
    applicant = Applicant(
        residence=answers.residence,
        situation=answers.situation,
        education=answers.education,
        path=answers.path,
        birth_date=birth_date,
    )
    wanted = Wanted(tuple(course.code for course in run.facts.courses), run.facts.ends_on)
    return Ruling(
        run.facts,
        answer.as_dict(),
        None if isinstance(answer, NoPrice) else answer.total,
        verdicts(applicant, wanted, on=clock.danish_date(now)),
    )


def _already(run_id: int, person_id: int, submission_key: UUID) -> Application | None:
    """The application of the same form, or else the live one to the same run. One query."""
    mine = Application.objects.filter(
        Q(submission_key=submission_key) | Q(run_id=run_id), person_id=person_id
    )
    found = [one for one in mine if one.submission_key == submission_key or one.state not in STATES_OVER]
    return min(found, key=lambda one: one.submission_key != submission_key, default=None)


def _create(
    run: RunFacts,
    person_id: int,
    answers: Answers,
    ruling: Ruling,
    submission_key: UUID,
    language: str,
    now: datetime,
    seat: int | None,
) -> Application:
    # Those already in line come first: a free seat is not for a newcomer while somebody waits for it.
    if seat is None and not run.waiting:
        seat = reserve_seat(run.pk, run.seats_total)
    application = Application.objects.create(
        run_id=run.pk,
        person_id=person_id,
        state=ApplicationState.WAITING if seat is None else ApplicationState.SUBMITTED,
        seat=seat,
        applied_at=now,
        submission_key=submission_key,
        education=answers.education,
        degree_last_used=answers.degree_last_used,
        residence=answers.residence,
        situation=answers.situation,
        wants_supplements=answers.wants_supplements,
        degree_use=answers.use,
        payer=answers.payer,
        employer_cvr=answers.employer_cvr,
        wage=answers.wage,
        path=answers.path,
        approver_id=answers.approver or None,
        skills=answers.skills,
        needs=answers.needs,
        verdicts=[verdict.as_dict() for verdict in ruling.verdicts],
        price=ruling.price,
        quote=ruling.quote,
        language=language,
    )
    if seat is None:
        note_line(run.pk, run.waiting + 1)
    return application
