"""Hear the person before a refusal on facts that they have not seen. The only writer of hearings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from amu import clock
from amu.delivery.channels import Notified
from amu.delivery.registry import Follower
from amu.delivery.services import call_off, entrust, note
from amu.delivery.states import Action as DeliveryAction
from amu.documents.enums import DocumentKind
from amu.journal.enums import Asked
from amu.journal.services import Actor, record
from amu.kernel.deadlines import Channel, Period, appeal_deadline
from amu.notices.services import tell
from amu.people.access import Act
from amu.people.acting import who_may
from amu.people.post import has_address
from amu.web.addresses import page_in
from enrolment.enums import RESTS_ON_OTHERS, DecisionChannel, NoticeCode
from enrolment.hearing_letter import hearing_facts
from enrolment.letters import freeze_letter
from enrolment.models import Application, Hearing
from enrolment.rules.posting import posting_problem
from enrolment.selectors.hearings import current_hearing
from enrolment.services.errors import NoAddressError, NotForPostingError, PostingDayError
from enrolment.services.locking import lock_application
from enrolment.states import Action, MoveNotAllowedError, allows

ASKED, NOTIFIED, ANSWERED = "hearing.asked", "hearing.notified", "hearing.answered"
CLOSED = "hearing.closed"
AUTHORITY = "public_administration_19"
REMINDED_BEFORE = timedelta(days=2)


class HearingOpenError(Exception):
    """The person still has time to answer, or has not been asked yet."""


class HearingClosedError(Exception):
    """The application has been decided, or has ended: an answer can no longer count."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is heard about: the facts, who gave them, for which reason they count, and how they are told."""

    reason: str
    facts: str
    source: str
    channel: DecisionChannel


@transaction.atomic
def hear(application_id: int, question: Question, *, actor: Actor, now: datetime) -> Hearing:
    """Send the person the facts, and wait. The seat stays theirs, by the rules of seats.

    The time to answer runs from the delivery of the letter. A hearing that was answered, or whose time has passed, is
    closed by the new one. Raises MoveNotAllowedError for an application that cannot be refused, HearingOpenError while
    another one waits, ValueError for a reason that never rests on others, NoAddressError and ChannelNotConnectedError.
    """
    run, application = lock_application(application_id)
    if question.reason not in RESTS_ON_OTHERS:
        raise ValueError(question.reason)
    if run.is_cancelled or not allows(Action.REFUSE, application.state):
        raise MoveNotAllowedError(Action.REFUSE, application.state)
    if question.channel == DecisionChannel.LETTER and not has_address(application.person_id):
        raise NoAddressError(application.ref)
    before = current_hearing(application_id)
    if before and before.is_open_on(clock.danish_date(now)):
        raise HearingOpenError(before.ref)
    if before:
        _close(before, application, actor=actor, now=now)
    hearing = Hearing.objects.create(
        application=application,
        reason=question.reason,
        facts=question.facts.strip(),
        source=question.source.strip(),
        asked_by_id=actor.signed_by,
        asked_at=now,
    )
    _record(ASKED, hearing, application, actor, now, {"reason": hearing.reason, "source": hearing.source})
    facts = hearing_facts(hearing, application, run, question.channel)
    hearing.letter = freeze_letter(facts, application, now=now, kind=DocumentKind.HEARING_LETTER)
    hearing.delivery = entrust(
        hearing.ref,
        channel=question.channel,
        about=hearing.ref,
        person_id=application.person_id,
        document_id=hearing.letter.pk,
        now=now,
    )
    hearing.save(update_fields=["letter", "delivery"])
    if question.channel == DecisionChannel.HANDED_OVER:
        note(hearing.delivery.pk, DeliveryAction.HAND_OVER, on=clock.danish_date(now), actor=actor, now=now)
        hearing.refresh_from_db()
    _tell(hearing, application, NoticeCode.HEARING, now)
    return hearing


@transaction.atomic
def note_hearing_posted(hearing_id: int, *, posted_on: date, actor: Actor, now: datetime) -> Hearing:
    """Record the day on which the letter was posted: the time to answer runs from it. The same day again changes nothing.

    Raises PostingDayError, NotForPostingError, NoAddressError, and MoveNotAllowedError for a letter that was posted on
    another day, or called off.
    """
    application_id = Hearing.objects.values_list("application_id", flat=True).get(pk=hearing_id)
    lock_application(application_id)
    hearing = Hearing.objects.select_related("delivery").get(pk=hearing_id)
    if hearing.delivery is None or hearing.delivery.channel != DecisionChannel.LETTER:
        raise NotForPostingError(hearing.ref)
    if not has_address(hearing.delivery.person_id):
        raise NoAddressError(hearing.ref)
    asked_on, today = clock.danish_date(hearing.asked_at), clock.danish_date(now)
    if problem := posting_problem(posted_on, decided_on=asked_on, today=today):
        raise PostingDayError(problem)
    note(hearing.delivery.pk, DeliveryAction.HAND_OVER, on=posted_on, actor=actor, now=now)
    return Hearing.objects.get(pk=hearing_id)


@transaction.atomic
def answer_hearing(
    hearing_id: int, *, words: str, actor: Actor, now: datetime, asked: Asked | None = None
) -> Hearing:
    """The person says what they think of the facts, or staff write down what they said (``asked``: how it came).

    An answer counts until the decision, also after the last day. The same words again change nothing. Raises
    HearingClosedError where the application was decided or has ended, or another answer is there.
    """
    application_id = Hearing.objects.values_list("application_id", flat=True).get(pk=hearing_id)
    run, application = lock_application(application_id)
    hearing = Hearing.objects.get(pk=hearing_id)
    if hearing.answered_at is not None and hearing.answer == words.strip():
        return hearing
    if hearing.closed_at is not None or hearing.answered_at is not None:
        raise HearingClosedError(hearing.ref)
    hearing.answer, hearing.answered_at, hearing.asked = words.strip(), now, asked or ""
    hearing.save(update_fields=["answer", "answered_at", "asked"])
    by = actor.asked_by(asked) if asked else actor
    _record(ANSWERED, hearing, application, by, now, {})
    _tell_desk(hearing, application, run.provider_id, NoticeCode.DESK_HEARD, now)
    return hearing


def close_hearings(application: Application, *, actor: Actor, now: datetime) -> None:
    """The application is decided, or has ended. The caller holds its lock. A letter that has not left is called off."""
    if hearing := current_hearing(application.pk):
        _close(hearing, application, actor=actor, now=now)


@transaction.atomic
def remind_of_hearings(now: datetime) -> int:
    """Tell whoever has not answered that the last day is near, and the desk once it is past. How many were told."""
    today = clock.danish_date(now)
    waiting = Hearing.objects.filter(closed_at=None, answered_at=None, answer_by__isnull=False)
    told = 0
    for hearing in waiting.select_related("application__run").order_by("pk"):
        application = hearing.application
        if hearing.answer_by is not None and hearing.answer_by < today:
            _tell_desk(hearing, application, application.run.provider_id, NoticeCode.DESK_NOT_HEARD, now)
            told += 1
        elif hearing.answer_by is not None and hearing.answer_by - REMINDED_BEFORE <= today:
            _tell(hearing, application, NoticeCode.HEARING_REMINDER, now)
            told += 1
    return told


def start_time_to_answer(hearing_id: int, notified: Notified, actor: Actor, now: datetime) -> None:
    """Compute the last day to answer from the day of the delivery. The caller holds the locks."""
    hearing = Hearing.objects.select_related("application").get(pk=hearing_id)
    deadline = appeal_deadline(notified.day, channel=Channel(notified.channel), period=Period.HEARING)
    hearing.notified_on, hearing.answer_by = notified.day, deadline.last_day
    hearing.deadline = deadline.as_dict()
    hearing.save(update_fields=["notified_on", "answer_by", "deadline"])
    facts = {"notified_on": notified.day.isoformat(), "answer_by": deadline.last_day.isoformat()}
    _record(NOTIFIED, hearing, hearing.application, actor, now, {"channel": notified.channel, **facts})


def lock_hearing(hearing_id: int) -> None:
    Hearing.objects.select_for_update(of=("self",), no_key=True).get(pk=hearing_id)


FOLLOWER = Follower(lock=lock_hearing, notified=start_time_to_answer)


def _close(hearing: Hearing, application: Application, *, actor: Actor, now: datetime) -> None:
    hearing.closed_at = now
    hearing.save(update_fields=["closed_at"])
    if hearing.delivery_id is not None:
        call_off(hearing.delivery_id, actor=actor, now=now)
    _record(CLOSED, hearing, application, actor, now, {"answered": "yes" if hearing.answered_at else "no"})


def _record(
    act: str, hearing: Hearing, application: Application, actor: Actor, now: datetime, facts: dict[str, str]
) -> None:
    record(
        act,
        about=hearing.ref,
        case=application.ref,
        person_id=application.person_id,
        actor=actor,
        authority=AUTHORITY,
        facts=facts,
        now=now,
    )


def _tell(hearing: Hearing, application: Application, code: NoticeCode, now: datetime) -> None:
    tell(
        code,
        person_id=application.person_id,
        about=application.ref,
        path=page_in(application.language, "enrolment:hearing", application.pk, hearing.pk),
        occasion=hearing.ref,
        now=now,
    )


def _tell_desk(
    hearing: Hearing, application: Application, provider_id: int, code: NoticeCode, now: datetime
) -> None:
    """Nobody is told as staff of their own case. Each is told once."""
    for user_id in who_may(Act.REFUSE, provider_id):
        if user_id != application.person_id:
            tell(
                code,
                person_id=user_id,
                about=application.ref,
                path=reverse("admin:enrolment_application_change", args=[application.pk]),
                occasion=f"{hearing.ref}:{user_id}",
                now=now,
            )
