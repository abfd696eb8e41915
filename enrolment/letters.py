"""Decision letters: what must stand in them, and freezing them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import translation

from amu.documents.enums import DocumentKind
from amu.documents.models import Document
from amu.documents.services import freeze_pdf
from amu.kernel.deadlines import Deadline
from amu.kernel.statutes import statute
from amu.people.selectors import card_of
from courses.classes.selectors import RunFacts
from courses.fees.rules import NoPrice, Quote
from courses.fees.words import in_words
from enrolment.enums import RefusalReason
from enrolment.models import Application, Decision

GUIDANCE = "appeal-guidance-2026-1"
"""The version of the guidance on appeal that the letter's template carries."""

_GIVING_REASONS = ("public_administration_22", "public_administration_24", "public_administration_25")
STATUTES_OF_REASON: dict[str, tuple[str, ...]] = {
    RefusalReason.NO_ACCESS: ("admission", *_GIVING_REASONS),
    RefusalReason.ENTRY_REQUIREMENT: ("amu_order", *_GIVING_REASONS),
    RefusalReason.LANGUAGE: ("amu_order", *_GIVING_REASONS),
    RefusalReason.BENEFIT_NOT_APPROVED: ("admission", *_GIVING_REASONS),
    RefusalReason.DOCUMENTS_MISSING: ("amu_order", *_GIVING_REASONS),
    RefusalReason.TOO_LATE: ("amu_order", *_GIVING_REASONS),
    RefusalReason.PAYMENT_MISSING: ("open_education_8", *_GIVING_REASONS),
}


def refusal_letter(
    decision: Decision, application: Application, run: RunFacts, deadline: Deadline, *, now: datetime
) -> Document:
    """Freeze the letter in the person's language. It names the person, never their CPR number."""
    language = application.language
    return freeze_pdf(
        "letters/refusal.html",
        {
            "number": application.number,
            "version": decision.version,
            "person": card_of(application.person_id).display_name,
            "school": run.provider_name,
            "school_address": run.provider_address,
            "course": run.title,
            "booking_code": run.booking_code,
            "starts_on": run.starts_on.isoformat(),
            "place": run.place,
            "applied_at": application.applied_at.isoformat(),
            "reason": str(RefusalReason(decision.reason)),
            "reason_text": decision.reason_text,
            "statutes": [statute(name).cite(language) for name in decision.statutes],
            "channel": str(decision.channel),
            "told_on": deadline_start(decision),
            "deadline": deadline.as_dict(),
        },
        kind=DocumentKind.DECISION_LETTER,
        language=language,
        person_id=application.person_id,
        now=now,
    )


def admission_letter(
    decision: Decision, application: Application, run: RunFacts, *, now: datetime
) -> Document:
    """Freeze the confirmation of a seat, with the price as it was stored when the person applied."""
    language = application.language
    return freeze_pdf(
        "letters/admission.html",
        {
            "number": application.number,
            "person": card_of(application.person_id).display_name,
            "school": run.provider_name,
            "school_address": run.provider_address,
            "course": run.title,
            "booking_code": run.booking_code,
            "starts_on": run.starts_on.isoformat(),
            "ends_on": run.ends_on.isoformat(),
            "hours": run.hours,
            "place": run.place,
            "decided_at": decision.decided_at.isoformat(),
            "price": price_in_words(application.quote, language),
        },
        kind=DocumentKind.DECISION_LETTER,
        language=language,
        person_id=application.person_id,
        now=now,
    )


def price_in_words(quote: Mapping[str, Any], language: str) -> dict[str, list[str]]:
    """The stored price as sentences in the letter's language: the figure, and what stands behind it."""
    with translation.override(language):
        words = in_words(NoPrice.from_dict(quote) if "error" in quote else Quote.from_dict(quote))
        return {"answer": words.answer, "why": words.everything[len(words.answer) :]}


def deadline_start(decision: Decision) -> str:
    """The ISO date printed on the letter: the day the person is told."""
    return decision.told_on.isoformat() if decision.told_on else ""
