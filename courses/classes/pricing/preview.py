"""Which published classes a proposed rate would price anew. Reads only."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from courses.classes.models import CourseRun
from courses.classes.pricing.facts import load_rates, load_runs
from courses.classes.pricing.quote import quote_known_run
from courses.enums import RunStatus
from courses.fees.models import RateProposal
from courses.fees.rules import Education, NoPrice, Person, Quote, Rate, RateClass

TARGET_GROUP = Person(Education.UNSKILLED)


@dataclass(frozen=True, slots=True)
class Changed:
    """A published class whose price for the target group would be another. None: no price."""

    booking_code: str
    title: str
    provider: str
    starts_on: date
    before: Decimal | None
    after: Decimal | None


def classes_changed_by(proposal: RateProposal) -> list[Changed]:
    """Soonest first; a class with a published price is not among them. Six queries for any number."""
    rows = {
        row.pk: row
        for row in CourseRun.objects.filter(
            status=RunStatus.PUBLISHED,
            published_price=None,
            starts_on__year=proposal.year,
            starts_on__gte=proposal.valid_from,
        ).select_related("provider")
    }
    if not rows:
        return []
    rates = load_rates()
    with_it = (*rates, _as_rate(proposal))
    found = []
    for run in sorted(load_runs(pks=rows), key=lambda run: (run.starts_on, run.pk)):
        before, after = (
            _amount(quote_known_run(run, TARGET_GROUP, known, frozenset())) for known in (rates, with_it)
        )
        if before != after:
            row = rows[run.pk]
            found.append(
                Changed(row.booking_code, row.title, row.provider.name, row.starts_on, before, after)
            )
    return found


def _as_rate(proposal: RateProposal) -> Rate:
    return Rate(
        proposal.year,
        RateClass(proposal.rate_class),
        proposal.per_day,
        proposal.valid_from,
        proposal.valid_to,
        proposal.source,
    )


def _amount(answer: Quote | NoPrice) -> Decimal | None:
    return None if isinstance(answer, NoPrice) else answer.total
