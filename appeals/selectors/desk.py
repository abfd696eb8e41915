"""The list of appeals as a desk needs it: who has each, and by when something has to happen."""

from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from amu.clock import today
from appeals.enums import AppealState, Queue
from appeals.models import Appeal, Inquiry, Promise
from appeals.rules.handling import Instance
from appeals.states import FINAL, KEPT

OPEN = ~Q(state__in=FINAL)
SCHOOL_ANSWERS = Q(state__in=[AppealState.RECEIVED, AppealState.RETURNED]) | Q(is_asked=True)
MINISTRY_ANSWERS = Q(state=AppealState.FORWARDED, is_asked=False)

UNTAKEN = Q(held_by=None) | Q(is_asked=True)


def with_next_day(rows: QuerySet[Appeal]) -> QuerySet[Any]:
    """Each with ``next_day``: by when the answer is promised, or until when the person may comment.

    While the ministry waits for the school, which ``is_asked``, it is the day by which the school is to answer; of a
    case that it sent back, the day by which the school decides anew.
    """
    asked = Inquiry.objects.filter(appeal=OuterRef("pk"), ended_at=None)
    return rows.annotate(
        is_asked=Exists(asked),
        next_day=Case(
            When(state=AppealState.RECEIVED, then=_promised(Instance.SCHOOL)),
            When(state__in=KEPT, then=F("review__comment_by")),
            When(is_asked=True, then=Subquery(asked.values("answer_by")[:1])),
            When(state=AppealState.FORWARDED, then=_promised(Instance.MINISTRY)),
            When(state=AppealState.RETURNED, then=F("referral__remittal__decide_by")),
            output_field=DateField(),
        ),
    )


def in_queue(rows: QuerySet[Any], queue: Queue, *, user_id: int, at_ministry: bool) -> QuerySet[Any]:
    """Those of a desk's queue; ``rows`` have ``next_day`` and ``is_asked``. A queue is of what its desk has to answer.

    What the ministry has asked for, anybody at the school's desk may answer.
    """
    to_answer = rows.filter(MINISTRY_ANSWERS if at_ministry else SCHOOL_ANSWERS)
    match queue:
        case Queue.MINE:
            return rows.filter(OPEN, held_by=user_id)
        case Queue.UNASSIGNED:
            return to_answer.filter(held_by=None) if at_ministry else to_answer.filter(UNTAKEN)
        case Queue.DUE_TODAY:
            return to_answer.filter(next_day=today())
        case Queue.OVERDUE:
            return to_answer.filter(next_day__lt=today())
        case Queue.WAITING:
            return rows.filter(OPEN).exclude(pk__in=to_answer.values("pk"))


def _promised(instance: Instance) -> Subquery:
    latest = Promise.objects.filter(appeal=OuterRef("pk"), instance=instance).order_by("-pk")
    return Subquery(latest.values("promised_by")[:1])
