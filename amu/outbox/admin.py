"""Operators see what has not gone out, and may give a parked message another week."""

from functools import partial

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.outbox import services
from amu.outbox.models import Message
from amu.web.admin_base import ReadOnlyAdmin
from amu.web.list_filters import in_words
from amu.words import Kind, say_or_code


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin[Message]):
    list_display = ["id", "what", "state", "attempts", "created_at", "due_at", "last_error"]
    list_filter = ["state", ("kind", in_words(partial(say_or_code, Kind.MESSAGE)))]
    actions = ["retry"]
    fields = [
        "what",
        "dedup_key",
        "payload",
        "state",
        "created_at",
        "planned_at",
        "due_at",
        "claimed_until",
        "attempts",
        "settled_at",
        "last_error",
    ]

    @admin.display(description=_("kind"), ordering="kind")
    def what(self, row: Message) -> str:
        return say_or_code(Kind.MESSAGE, row.kind)

    @admin.action(description=_("Try parked messages again"), permissions=["view"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        for pk in queryset.values_list("pk", flat=True):
            services.retry_parked(pk, now=clock.now())
