"""The list of appeals as a desk needs it: who has each, and by when something has to happen."""

from typing import Any

from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, When

from amu.clock import today
from appeals.enums import AppealState, Queue
from appeals.models import Appeal, Promise
from appeals.rules.handling import Instance

OPEN = Q(state__in=[AppealState.RECEIVED, AppealState.MAINTAINED, AppealState.FORWARDED])


def with_next_day(rows: QuerySet[Appeal]) -> QuerySet[Any]:
    """Each with ``next_day``: by when the answer is promised, or until when the person may comment."""
    return rows.annotate(
        next_day=Case(
            When(state=AppealState.RECEIVED, then=_promised(Instance.SCHOOL)),
            When(state=AppealState.MAINTAINED, then=F("review__comment_by")),
            When(state=AppealState.FORWARDED, then=_promised(Instance.MINISTRY)),
            output_field=DateField(),
        )
    )


def in_queue(rows: QuerySet[Any], queue: Queue, *, user_id: int, at_ministry: bool) -> QuerySet[Any]:
    """Those of a desk's queue; ``rows`` have ``next_day``. A queue is of what its desk has to answer."""
    to_answer = rows.filter(state=AppealState.FORWARDED if at_ministry else AppealState.RECEIVED)
    match queue:
        case Queue.MINE:
            return rows.filter(OPEN, held_by=user_id)
        case Queue.UNASSIGNED:
            return to_answer.filter(held_by=None)
        case Queue.DUE_TODAY:
            return to_answer.filter(next_day=today())
        case Queue.OVERDUE:
            return to_answer.filter(next_day__lt=today())
        case Queue.WAITING:
            return rows.filter(OPEN).exclude(pk__in=to_answer.values("pk"))


def _promised(instance: Instance) -> Subquery:
    latest = Promise.objects.filter(appeal=OuterRef("pk"), instance=instance).order_by("-pk")
    return Subquery(latest.values("promised_by")[:1])
