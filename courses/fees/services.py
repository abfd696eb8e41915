"""Next year's rates: one person proposes, another approves, and only then is a row added."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import models, transaction

from amu.journal.services import Actor, record
from courses.enums import ProposalState
from courses.fees.models import FeeRate, RateProposal

AUTHORITY = "fee_catalogue"
PROPOSED = "rate.proposed"
DECIDED = {state: f"rate.{state}" for state in (ProposalState.APPROVED, ProposalState.DECLINED)}


class SamePersonError(Exception):
    """Whoever proposed a rate cannot approve it."""


class RateExistsError(Exception):
    """The table has a row for that year, class and first day."""


class AlreadyDecidedError(Exception):
    """Somebody has decided the proposal in the meantime."""


@dataclass(frozen=True, slots=True)
class ProposedRate:
    """One row as somebody wants it added. ``per_day`` in kroner; the dates lie in ``year``."""

    year: int
    rate_class: str
    per_day: Decimal
    valid_from: date
    valid_to: date | None
    source: str


@transaction.atomic
def propose_rate(wanted: ProposedRate, *, actor: Actor, now: datetime) -> RateProposal:
    """Nothing is priced by it yet. Raises RateExistsError; IntegrityError for what cannot be a rate."""
    if _row_of(wanted).exists():
        raise RateExistsError
    proposal = RateProposal.objects.create(
        year=wanted.year,
        rate_class=wanted.rate_class,
        per_day=wanted.per_day,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        source=wanted.source,
        proposed_by_id=actor.signed_by,
        proposed_at=now,
    )
    _note(PROPOSED, proposal, actor, now)
    return proposal


@transaction.atomic
def approve_rate(proposal_id: int, *, actor: Actor, now: datetime) -> FeeRate:
    """Add the row to the table. Stored quotes stay as they are.

    Raises SamePersonError, RateExistsError, AlreadyDecidedError.
    """
    proposal = _waiting(proposal_id, actor)
    if _row_of(proposal).exists():
        raise RateExistsError
    rate = FeeRate.objects.create(
        year=proposal.year,
        rate_class=proposal.rate_class,
        per_day=proposal.per_day,
        valid_from=proposal.valid_from,
        valid_to=proposal.valid_to,
        source=proposal.source,
    )
    _decide(proposal, ProposalState.APPROVED, rate, actor, now)
    return rate


@transaction.atomic
def decline_rate(proposal_id: int, *, actor: Actor, now: datetime) -> RateProposal:
    """Raises SamePersonError, AlreadyDecidedError."""
    proposal = _waiting(proposal_id, actor)
    _decide(proposal, ProposalState.DECLINED, None, actor, now)
    return proposal


def _waiting(proposal_id: int, actor: Actor) -> RateProposal:
    """The proposal, locked, if this person may decide it now."""
    proposal = RateProposal.objects.select_for_update(of=("self",), no_key=True).get(pk=proposal_id)
    if proposal.state != ProposalState.WAITING:
        raise AlreadyDecidedError
    if proposal.proposed_by_id == actor.signed_by:
        raise SamePersonError
    return proposal


def _decide(
    proposal: RateProposal, state: ProposalState, rate: FeeRate | None, actor: Actor, now: datetime
) -> None:
    proposal.state, proposal.rate = state, rate
    proposal.decided_by_id, proposal.decided_at = actor.signed_by, now
    proposal.save(update_fields=["state", "rate", "decided_by", "decided_at"])
    _note(DECIDED[state], proposal, actor, now)


def _note(act: str, proposal: RateProposal, actor: Actor, now: datetime) -> None:
    facts = {
        "year": proposal.year,
        "rate_class": proposal.rate_class,
        "per_day": str(proposal.per_day),
        "valid_from": proposal.valid_from.isoformat(),
        "source": proposal.source,
    }
    record(act, about=proposal.ref, actor=actor, authority=AUTHORITY, facts=facts, now=now)


def _row_of(wanted: ProposedRate | RateProposal) -> models.QuerySet[FeeRate]:
    return FeeRate.objects.filter(
        year=wanted.year, rate_class=wanted.rate_class, valid_from=wanted.valid_from
    )
