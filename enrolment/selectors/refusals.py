"""Which refusal somebody appeals against."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from enrolment.enums import Outcome
from enrolment.models import Decision


def refusal_of(application_id: int, provider_ids: set[int]) -> Decision | None:
    """The decision that stands on an application at one of the schools, where it is a refusal."""
    return (
        Decision.objects.filter(
            application_id=application_id,
            application__run__provider_id__in=provider_ids,
            outcome=Outcome.REFUSED,
            is_current=True,
        )
        .select_related("application__run")
        .first()
    )


@dataclass(frozen=True, slots=True)
class RefusalClock:
    """A refusal that can be appealed against until a day."""

    decision_id: int
    application_id: int
    application_number: str
    person_id: int
    language: str
    appeal_by: date

    @property
    def about(self) -> str:
        return f"decision:{self.decision_id}"


def refusals_to_appeal_by(first: date, last: date) -> list[RefusalClock]:
    """Those that stand and whose last day to appeal is one of these days."""
    rows = _running().filter(appeal_by__range=(first, last))
    return [_clock(row) for row in rows.order_by("appeal_by", "pk")]


def refusal_clock(decision_id: int) -> RefusalClock | None:
    """None where the decision does not stand, is no refusal, or no period runs."""
    row = _running().filter(pk=decision_id).first()
    return _clock(row) if row else None


def _running() -> QuerySet[Decision]:
    rows = Decision.objects.filter(outcome=Outcome.REFUSED, is_current=True, appeal_by__isnull=False)
    return rows.select_related("application")


def _clock(row: Decision) -> RefusalClock:
    if row.appeal_by is None:
        raise ValueError("no period runs")
    application = row.application
    return RefusalClock(
        row.pk, application.pk, application.number, application.person_id, application.language, row.appeal_by
    )
