"""What people were heard about. Nothing here writes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from amu.delivery.states import State
from amu.mandates.selectors import theirs_or_acted_in
from enrolment.enums import DecisionChannel
from enrolment.models import Hearing


@dataclass(frozen=True, slots=True)
class Heard:
    """A hearing as the case about an appeal speaks of it. ``asked`` says how an answer came that staff entered."""

    facts: str
    source: str
    asked_at: datetime
    answer_by: date | None
    answer: str
    answered_at: datetime | None
    asked: str


def current_hearing(application_id: int) -> Hearing | None:
    """The one that is not closed: waiting, answered, or with its time past."""
    return Hearing.objects.filter(application_id=application_id, closed_at=None).first()


def current_hearings(application_ids: Collection[int]) -> dict[int, Hearing]:
    """The same for several applications. One query."""
    rows = Hearing.objects.filter(application_id__in=application_ids, closed_at=None)
    return {row.application_id: row for row in rows}


def hearings_of(application_id: int) -> QuerySet[Hearing]:
    """All of them, with their deliveries, the first one first."""
    return Hearing.objects.filter(application_id=application_id).select_related("delivery").order_by("pk")


def heard_of(application_id: int, *, until: datetime) -> tuple[Heard, ...]:
    """What a person had been heard about at that moment, and what they had answered."""
    return tuple(
        Heard(
            facts=row.facts,
            source=row.source,
            asked_at=row.asked_at,
            answer_by=row.answer_by,
            answer=row.answer if row.answered_at and row.answered_at <= until else "",
            answered_at=row.answered_at if row.answered_at and row.answered_at <= until else None,
            asked=row.asked,
        )
        for row in hearings_of(application_id)
        if row.asked_at <= until
    )


def own_hearing_or_404(person_id: int | None, application_id: int, hearing_id: int) -> Hearing:
    """The person's own, or one in whose case they act for somebody. Raises Http404 for any other."""
    mine = theirs_or_acted_in(person_id, person="application__person", application="application")
    rows = Hearing.objects.filter(mine).select_related("application")
    return get_object_or_404(rows, pk=hearing_id, application_id=application_id)


def hearings_to_post(provider_ids: set[int]) -> QuerySet[Hearing]:
    """Those whose letter waits to be posted, the oldest first."""
    return _to_post().filter(application__run__provider_id__in=provider_ids)


def hearing_to_post(application_id: int) -> Hearing | None:
    return _to_post().filter(application_id=application_id).first()


def _to_post() -> QuerySet[Hearing]:
    return (
        Hearing.objects.filter(delivery__state=State.WAITING, delivery__channel=DecisionChannel.LETTER)
        .select_related("application__person", "application__run")
        .order_by("asked_at", "pk")
    )
