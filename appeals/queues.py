"""For whom an appeal waits, and so what can be done with it at a desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from amu.people.selectors import is_ministry_officer
from amu.words import choices
from appeals import services
from appeals.enums import AppealState, Queue
from appeals.models import Appeal
from appeals.selectors.desk import in_queue
from appeals.states import KEPT


def can_be_reviewed(row: Appeal) -> bool:
    return services.allows(services.Action.MAINTAIN, row.state)


def can_be_decided(row: Appeal) -> bool:
    return services.allows(services.Action.DECIDE, row.state)


def is_at_school(row: Appeal) -> bool:
    return row.state in {AppealState.RECEIVED, *KEPT}


def is_with_school(row: Appeal) -> bool:
    """Whether somebody at the school can have it on their desk, also when the ministry has sent it back."""
    return is_at_school(row) or row.state == AppealState.RETURNED


def school_can_take(row: Appeal) -> bool:
    return is_with_school(row) and row.held_by_id is None


def school_holds(row: Appeal) -> bool:
    return is_with_school(row) and row.held_by_id is not None


def ministry_can_take(row: Appeal) -> bool:
    return can_be_decided(row) and row.held_by_id is None


def ministry_holds(row: Appeal) -> bool:
    return can_be_decided(row) and row.held_by_id is not None


def always(_row: Appeal) -> bool:
    return True


class QueueFilter(admin.SimpleListFilter):
    """Mine, unassigned, due today, overdue, waiting for others."""

    title = gettext_lazy("queue")
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return choices(Queue)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Appeal]) -> QuerySet[Appeal]:
        wanted = self.value()
        if wanted not in set(Queue):
            return queryset
        is_ministry = is_ministry_officer(request.user)
        user_id = request.user.pk or 0
        return in_queue(queryset, Queue(str(wanted)), user_id=user_id, at_ministry=is_ministry)
