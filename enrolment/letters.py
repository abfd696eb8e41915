"""Decision letters: the facts of each, gathered from rows, and freezing them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from amu import clock
from amu.documents.enums import DocumentKind
from amu.documents.letters import Letter
from amu.documents.models import Document
from amu.documents.services import freeze
from amu.kernel.deadlines import Channel, Deadline, appeal_deadline
from amu.kernel.statutes import statute
from amu.people.post import recipient_of
from amu.web.words import deadline_sentences
from amu.words import Kind, say
from courses.classes.selectors import RunFacts, run_facts
from courses.fees.explanation import Words, in_words
from courses.fees.rules import NoPrice, Quote
from enrolment.enums import ApplicationState, DecisionChannel, RefusalReason
from enrolment.letter_words import CONFIRMATIONS
from enrolment.models import Application, Decision, Hearing
from enrolment.rules.posting import first_post_day

GUIDANCE = "appeal-guidance-2026-2"
"""The version of the guidance on appeal that the letter's template carries."""

_GIVING_REASONS = ("public_administration_22", "public_administration_24", "public_administration_25")
STATUTES_OF_REASON: Mapping[str, tuple[str, ...]] = {
    RefusalReason.NO_ACCESS: ("admission", *_GIVING_REASONS),
    RefusalReason.ENTRY_REQUIREMENT: ("amu_order", *_GIVING_REASONS),
    RefusalReason.LANGUAGE: ("amu_order", *_GIVING_REASONS),
    RefusalReason.BENEFIT_NOT_APPROVED: ("admission", *_GIVING_REASONS),
    RefusalReason.DOCUMENTS_MISSING: ("amu_order", *_GIVING_REASONS),
    RefusalReason.TOO_LATE: ("amu_order", *_GIVING_REASONS),
    RefusalReason.PAYMENT_MISSING: ("open_education_8", *_GIVING_REASONS),
    RefusalReason.NO_SEAT_CAME_FREE: ("admission", *_GIVING_REASONS),
}


@dataclass(frozen=True, slots=True)
class DecisionLetter(Letter):
    """What every answer to an application says: from whom, to whom, about what. Never a CPR number.

    ``recipient`` has the lines for the envelope's window, from the name down.
    """

    number: str
    recipient: tuple[str, ...]
    school: str
    school_address: str
    course: str
    booking_code: str
    starts_on: date


@dataclass(frozen=True, slots=True)
class WasHeard:
    """What the person was asked about before the refusal, and what they said; ``answer`` is empty where nothing came."""

    facts: str
    source: str
    answer_by: date | None
    answer: str
    answered_on: date | None

    @classmethod
    def of(cls, hearing: Hearing) -> "WasHeard":
        answered_on = clock.danish_date(hearing.answered_at) if hearing.answered_at else None
        return cls(hearing.facts, hearing.source, hearing.answer_by, hearing.answer, answered_on)


@dataclass(frozen=True, slots=True)
class RefusalLetter(DecisionLetter):
    """``statutes`` are ids in ``amu.kernel.statutes``.

    ``deadline`` counts from the first day on which the letter can reach the person. ``is_certain``: it is handed
    over with the decision itself, so it cannot be another day; else the last day is that one or a later one, and
    ``address`` shows it once it is known.
    """

    template: ClassVar[str] = "letters/refusal.html"

    decided_on: date
    applied_on: date
    reason: RefusalReason
    reason_text: str
    statutes: tuple[str, ...]
    deadline: Deadline
    is_certain: bool
    address: str
    heard: WasHeard | None = None

    @property
    def counted_from(self) -> date:
        return self.deadline.steps[0].day

    @property
    def why(self) -> str:
        return say(Kind.REASON, self.reason)

    @property
    def rules(self) -> list[str]:
        language = translation.get_language() or "da"
        return [statute(name).cite(language) for name in self.statutes]

    @property
    def counted(self) -> list[str]:
        """How the last day to appeal was found, step by step."""
        return deadline_sentences(self.deadline.as_dict())


class Place(StrEnum):
    """What an admission gives: after an appeal it may be something else than a seat in the class applied for."""

    SEAT = "seat"
    IN_LINE = "in_line"
    ELSEWHERE = "elsewhere"
    OWED = "owed"


@dataclass(frozen=True, slots=True)
class MissedClass:
    """The class that somebody applied for and got no seat in, although an appeal led to one.

    ``is_to_come``: it could still be joined, but the ministry gave the seat in another.
    """

    booking_code: str
    starts_on: date
    is_cancelled: bool
    is_to_come: bool


@dataclass(frozen=True, slots=True)
class AdmissionLetter(DecisionLetter):
    """``quote`` is the price, or why there is none, as it was stored when the person applied.

    ``place`` is what the person has got, ``missed`` the class that they could not get it in, where that is another.
    """

    template: ClassVar[str] = "letters/admission.html"

    ends_on: date
    hours: str
    where: str
    decided_on: date
    place: Place
    missed: MissedClass | None
    quote: Mapping[str, Any]

    @property
    def price(self) -> Words:
        return in_words(
            NoPrice.from_dict(self.quote) if "error" in self.quote else Quote.from_dict(self.quote)
        )

    @property
    def price_grounds(self) -> list[str]:
        """What stands behind the figure."""
        return self.price.everything[len(self.price.answer) :]


@dataclass(frozen=True, slots=True)
class ConfirmationLetter(DecisionLetter):
    """Where an application stands, for somebody who reads no e-mail: ``state`` is one of ``CONFIRMATIONS``."""

    template: ClassVar[str] = "letters/confirmation.html"

    ends_on: date
    written_on: date
    state: ApplicationState
    quote: Mapping[str, Any]

    @property
    def heading(self) -> str:
        return str(CONFIRMATIONS[self.state][0])

    @property
    def sentence(self) -> str:
        return str(CONFIRMATIONS[self.state][1])

    @property
    def price(self) -> tuple[str, ...]:
        """Nothing for an application that is withdrawn: the price was that of the seat."""
        if self.state == ApplicationState.WITHDRAWN:
            return ()
        found = NoPrice.from_dict(self.quote) if "error" in self.quote else Quote.from_dict(self.quote)
        return tuple(in_words(found).answer)


def confirmation_facts(application: Application, run: RunFacts, *, now: datetime) -> ConfirmationLetter:
    return ConfirmationLetter(
        **shared_facts(application, run),
        ends_on=run.ends_on,
        written_on=clock.danish_date(now),
        state=ApplicationState(application.state),
        quote=application.quote,
    )


def refusal_facts(
    decision: Decision, application: Application, run: RunFacts, channel: DecisionChannel
) -> RefusalLetter:
    """What the letter says before it is posted. It is never written again, so it must be true on any day of
    posting.
    """
    decided_on = clock.danish_date(decision.decided_at)
    starts = first_post_day(decided_on) if channel == DecisionChannel.LETTER else decided_on
    with translation.override(application.language):
        path = reverse("enrolment:decision", args=[decision.pk])
    return RefusalLetter(
        **shared_facts(application, run),
        decided_on=decided_on,
        applied_on=clock.danish_date(application.applied_at),
        reason=RefusalReason(decision.reason),
        reason_text=decision.reason_text,
        statutes=tuple(decision.statutes),
        deadline=appeal_deadline(starts, channel=Channel(channel)),
        is_certain=channel == DecisionChannel.HANDED_OVER,
        address=f"{settings.AMU['public_address']}{path}",
        heard=WasHeard.of(decision.hearing) if decision.hearing else None,
    )


def admission_facts(
    decision: Decision, application: Application, run: RunFacts, *, elsewhere: RunFacts | None = None
) -> AdmissionLetter:
    """``elsewhere`` is the class in which an upheld appeal gave a seat, where it is not the application's own."""
    place, there = PLACES.get(ApplicationState(application.state), Place.SEAT), elsewhere or run
    missed = run if place in {Place.ELSEWHERE, Place.OWED} else None
    if application.continues is not None:
        place, missed = Place.ELSEWHERE, run_facts(application.continues.run_id)
    return AdmissionLetter(
        **shared_facts(application, there),
        ends_on=there.ends_on,
        hours=there.hours,
        where=there.place,
        decided_on=clock.danish_date(decision.decided_at),
        place=place,
        missed=_missed(missed, decision) if missed else None,
        quote=application.quote,
    )


def _missed(run: RunFacts, decision: Decision) -> MissedClass:
    is_to_come = run.starts_on > clock.danish_date(decision.decided_at) and not run.is_cancelled
    return MissedClass(run.booking_code, run.starts_on, run.is_cancelled, is_to_come)


PLACES = {
    ApplicationState.WAITING: Place.IN_LINE,
    ApplicationState.ELSEWHERE: Place.ELSEWHERE,
    ApplicationState.OWED: Place.OWED,
}


def freeze_letter(
    letter: DecisionLetter,
    application: Application,
    *,
    now: datetime,
    kind: DocumentKind = DocumentKind.DECISION_LETTER,
) -> Document:
    """Store the letter, in the language the person applied in."""
    return freeze(
        letter,
        kind=kind,
        language=application.language,
        person_id=application.person_id,
        now=now,
    )


def shared_facts(application: Application, run: RunFacts) -> dict[str, Any]:
    """What every answer to an application says (``DecisionLetter``)."""
    with translation.override(application.language):  # a name that is not known is said in words
        recipient = recipient_of(application.person_id)
    return {
        "number": application.number,
        "recipient": recipient,
        "school": run.provider_name,
        "school_address": run.provider_address,
        "course": run.title,
        "booking_code": run.booking_code,
        "starts_on": run.starts_on,
    }
