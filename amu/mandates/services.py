"""The only writer of mandates: give, register, take and end."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from amu import clock
from amu.journal.enums import Asked
from amu.journal.selectors import times_since
from amu.journal.services import Actor, person, record, representative
from amu.kernel.errors import CodedError
from amu.mandates.codes import is_code_of
from amu.mandates.enums import MandateAct, MandateError, NoticeCode
from amu.mandates.models import Mandate
from amu.mandates.selectors import mandate_to_act, to_be_taken
from amu.notices.services import tell
from amu.people.selectors import is_ministry_officer, providers_of

if TYPE_CHECKING:
    from amu.people.models import User

AUTHORITY = "public_administration_8"
LONGEST = timedelta(days=366)
MOST_TRIES, TRIES_COUNT_FOR = 5, timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """How a mandate came in that the person has signed, and on which day."""

    channel: Asked
    received_on: date


@transaction.atomic
def give(
    application_id: int, *, person_id: int, name: str, until: date, actor: Actor, now: datetime
) -> Mandate:
    """The person lets somebody act in their case, until the end of that day. Whoever has the code takes it.

    Raises ValueError for a day that has passed, or is further away than ``LONGEST``.
    """
    return _make(application_id, person_id, name, until, None, actor, now)


@transaction.atomic
def register(
    application_id: int,
    *,
    person_id: int,
    name: str,
    until: date,
    on_paper: OnPaper,
    actor: Actor,
    now: datetime,
) -> Mandate:
    """Staff enter a mandate that the person has signed. Its document is handed in by the caller. Raises as ``give``."""
    return _make(application_id, person_id, name, until, on_paper, actor.asked_by(on_paper.channel), now)


def take(application_id: int | None, code: str, *, user: "User", now: datetime) -> Mandate:
    """The signed-in user becomes the representative, by the code of a mandate in that case. A code works once.

    ``application_id`` None: no case has the number that was typed. Raises CodedError with a MandateError: nobody
    learns from it whether the case is there. After five wrong codes in fifteen minutes no code works for the user.
    """
    with transaction.atomic():
        if times_since(now - TRIES_COUNT_FOR, MandateAct.TRIED, user.pk) >= MOST_TRIES:
            raise CodedError(MandateError.TOO_MANY)
        found = _locked_by_code(application_id, code, now)
        if found is not None:
            return _taken(found, user, now)
        record(
            MandateAct.TRIED,
            about=f"user:{user.pk}",
            person_id=user.pk,
            actor=person(user.pk),
            now=now,
        )
    raise CodedError(MandateError.WRONG)


@transaction.atomic
def end(mandate_id: int, *, actor: Actor, now: datetime) -> Mandate:
    """Nobody acts by it from the next request on. Twice is once. Raises Mandate.DoesNotExist."""
    mandate = Mandate.objects.select_for_update(of=("self",), no_key=True).get(pk=mandate_id)
    if mandate.ended_at is not None:
        return mandate
    mandate.ended_at, mandate.ended_by_id = now, actor.signed_by
    mandate.save(update_fields=["ended_at", "ended_by"])
    _record(MandateAct.ENDED, mandate, actor, now)
    for user_id in (mandate.person_id, mandate.representative_id):
        if user_id and user_id != actor.signed_by:
            _tell(NoticeCode.ENDED, mandate, user_id, now)
    return mandate


def move_mandates(gives_up: int, goes_on: int) -> None:
    """Two rows of one person become one: the cases in which the one acts are the other's now."""
    Mandate.objects.filter(representative_id=gives_up).exclude(person_id=goes_on).update(
        representative_id=goes_on
    )


def is_too_long(until: date, today: date) -> bool:
    return until > today + LONGEST


def _make(
    application_id: int,
    person_id: int,
    name: str,
    until: date,
    on_paper: OnPaper | None,
    actor: Actor,
    now: datetime,
) -> Mandate:
    today = clock.danish_date(now)
    if until < today or is_too_long(until, today):
        raise ValueError(until)
    mandate = Mandate.objects.create(
        application_id=application_id,
        person_id=person_id,
        name=name.strip(),
        until=until,
        given_at=now,
        channel=on_paper.channel if on_paper else "",
        received_on=on_paper.received_on if on_paper else None,
        registered_by_id=actor.signed_by if on_paper else None,
    )
    act = MandateAct.REGISTERED if on_paper else MandateAct.GIVEN
    _record(act, mandate, actor, now)
    return mandate


def _locked_by_code(application_id: int | None, code: str, now: datetime) -> Mandate | None:
    """One of two who type the same code at the same moment waits here, and then finds it taken."""
    if application_id is None:
        return None
    rows = to_be_taken(application_id, now).select_for_update(of=("self",), no_key=True)
    return next((row for row in rows if is_code_of(row.pk, code)), None)


def _taken(mandate: Mandate, user: "User", now: datetime) -> Mandate:
    if mandate.person_id == user.pk:
        raise CodedError(MandateError.OWN_CASE)
    if is_ministry_officer(user) or mandate.application.run.provider_id in providers_of(user):
        raise CodedError(MandateError.STAFF)
    if not user.subject:
        raise CodedError(MandateError.NO_MITID)
    if mandate_to_act(user.pk, mandate.application_id):
        raise CodedError(MandateError.ALREADY)
    mandate.representative, mandate.taken_at = user, now
    mandate.save(update_fields=["representative", "taken_at"])
    _record(MandateAct.TAKEN, mandate, representative(user.pk), now)
    _tell(NoticeCode.TAKEN, mandate, mandate.person_id, now)
    return mandate


def _record(act: MandateAct, mandate: Mandate, actor: Actor, now: datetime) -> None:
    record(
        act,
        about=mandate.ref,
        case=mandate.case,
        person_id=mandate.person_id,
        actor=actor,
        authority=AUTHORITY,
        facts={"until": mandate.until.isoformat()},
        now=now,
    )


def _tell(code: NoticeCode, mandate: Mandate, user_id: int, now: datetime) -> None:
    tell(code, person_id=user_id, about=mandate.ref, occasion=str(user_id), now=now)
