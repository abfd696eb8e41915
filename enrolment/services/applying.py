"""Apply for a seat. The first act of every case."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from amu import clock
from amu.journal.services import Actor, record
from amu.kernel.verdict import Verdict
from amu.notices.services import tell
from amu.people.selectors import card_of
from amu.people.services import change_contact
from amu.web.addresses import page_in
from courses.classes.pricing.quote import quote_run
from courses.classes.selectors import RunFacts, lock_run, run_facts
from courses.fees.rules import Education, NoPrice, Person
from courses.guidance.rules.access import Applicant, Wanted, verdicts
from courses.guidance.rules.questions import scheme_of
from enrolment.enums import ApplicationState, NoticeCode
from enrolment.models import Application, Draft
from enrolment.services.moving import count_line, reserve_seat

SUBMITTED = "application.submitted"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person answers to apply. Codes as in ``courses.guidance.rules.questions``."""

    education: str
    residence: str
    situation: str
    email: str
    degree_last_used: date | None = None
    phone: str = ""
    wants_supplements: bool = False
    payer: str = ""
    path: str = ""


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
) -> Application:
    """Reserve a numbered seat, or a place in line when the run is full; store the price with its reasons.

    Sending the same form twice, or applying twice for the same run, gives the first
    application back. ``ruling`` is what the person was shown; without it the rules are asked here.
    Raises NotOpenError.
    """
    if before := _already(run_id, person_id, submission_key):
        return before
    # All that needs no lock comes first: whoever applies next waits for the rest.
    ruling = ruling or ruling_for(run_facts(run_id), person_id, answers, now=now)
    change_contact(
        person_id, email=answers.email, phone=answers.phone, language=language, actor=actor, now=now
    )
    run = lock_run(run_id, known=ruling.run)
    if before := _already(run_id, person_id, submission_key):
        return before
    if not run.is_open_on(clock.danish_date(now)):
        raise NotOpenError(run.booking_code)
    application = _create(run, person_id, answers, ruling, submission_key, language, now)
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


def ruling_for(run: RunFacts, person_id: int, answers: Answers, *, now: datetime) -> Ruling:
    """What the rules say on that day of this person, these answers and this run."""
    return Ruling(run, *_quote_for(run.pk, answers), _verdicts_for(run, person_id, answers, now=now))


def _quote_for(run_id: int, answers: Answers) -> tuple[dict[str, Any], Decimal | None]:
    """What the run costs this person, as stored facts and as the total (None where there is no price)."""
    told = {"residence": answers.residence, "situation": answers.situation}
    scheme = scheme_of({**told, "payer": answers.payer, "path": answers.path})
    person = Person(Education(answers.education), answers.degree_last_used, scheme)
    answer = quote_run(run_id, person, with_supplements=answers.wants_supplements)
    return answer.as_dict(), None if isinstance(answer, NoPrice) else answer.total


def _verdicts_for(run: RunFacts, person_id: int, answers: Answers, *, now: datetime) -> tuple[Verdict, ...]:
    """What the rules say of this person and this run on that day. None of it turns anybody away."""
    applicant = Applicant(
        residence=answers.residence,
        situation=answers.situation,
        education=answers.education,
        path=answers.path,
        birth_date=card_of(person_id).birth_date,
    )
    wanted = Wanted(tuple(course.code for course in run.courses), run.ends_on)
    return verdicts(applicant, wanted, on=clock.danish_date(now))


def _already(run_id: int, person_id: int, submission_key: UUID) -> Application | None:
    """The application of the same form, or else the live one to the same run. One query."""
    theirs = Application.objects.filter(person_id=person_id)
    found = theirs.filter(submission_key=submission_key) | theirs.live().filter(run_id=run_id)
    return min(found, key=lambda one: one.submission_key != submission_key, default=None)


def _create(
    run: RunFacts,
    person_id: int,
    answers: Answers,
    ruling: Ruling,
    submission_key: UUID,
    language: str,
    now: datetime,
) -> Application:
    # Those already in line come first: a free seat is not for a newcomer while somebody waits for it.
    line = Application.objects.in_line().filter(run_id=run.pk).exists()
    seat = None if line else reserve_seat(run.pk, run.seats_total)
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
        payer=answers.payer,
        path=answers.path,
        verdicts=[verdict.as_dict() for verdict in ruling.verdicts],
        price=ruling.price,
        quote=ruling.quote,
        language=language,
    )
    if seat is None:
        count_line(run.pk)
    return application
