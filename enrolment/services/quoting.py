"""Tell a company in writing what seats cost, and until when that stands."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from amu import clock
from amu.companies.selectors import company_facts
from amu.documents.enums import DocumentKind
from amu.documents.letters import write
from amu.documents.services import keep
from amu.journal.services import Actor, record
from courses.catalogue.prices import both_totals
from courses.classes.pricing.facts import load_rates
from courses.classes.pricing.priced import PricedRun
from enrolment.models import SeatQuote
from enrolment.quote_letter import QuoteLetter
from enrolment.rules.naming import last_day_of_quote
from enrolment.services.applying import NotOpenError

QUOTED = "quote.given"


class NoPriceToQuoteError(Exception):
    """Nobody but the school knows what the class costs."""


def give_quote(
    run: PricedRun, seats: int, *, company_id: int, language: str, actor: Actor, now: datetime
) -> SeatQuote:
    """A frozen PDF with both prices, without extras, which may be declined. It holds no seat.

    Written before the transaction, because it takes a while. Raises NotOpenError and NoPriceToQuoteError.
    """
    facts, today = run.facts, clock.danish_date(now)
    if not facts.is_open_on(today):
        raise NotOpenError(facts.booking_code)
    low, full = both_totals(run.known, load_rates())
    if low is None:
        raise NoPriceToQuoteError(facts.booking_code)
    company = company_facts({company_id})[company_id]
    letter = QuoteLetter(
        school=facts.provider_name,
        school_address=facts.provider_address,
        company=company.name,
        cvr=company.cvr,
        course=facts.title,
        booking_code=facts.booking_code,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        seats=seats,
        each_low=low,
        each_full=full if full != low else None,
        written_on=today,
        valid_until=last_day_of_quote(today, apply_by=facts.apply_by),
    )
    content = write(letter, language=language, spells_out=True)
    with transaction.atomic():
        document = keep(
            content,
            kind=DocumentKind.SEAT_QUOTE,
            language=language,
            person_id=None,
            made_from=asdict(letter),
            now=now,
        )
        quote = SeatQuote.objects.create(
            company_id=company_id,
            run_id=facts.pk,
            seats=seats,
            each_low=letter.each_low,
            each_full=letter.each_full,
            valid_until=letter.valid_until,
            document=document,
            made_by_id=actor.signed_by,
            made_at=now,
        )
        record(
            QUOTED,
            about=quote.ref,
            actor=actor,
            facts={"run": facts.booking_code, "seats": seats, "sha256": document.sha256},
            now=now,
        )
    return quote
