"""Operators see what has not gone out, give a parked message another week, or put it aside and say why."""

from functools import partial

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.outbox import services
from amu.outbox.enums import MessageState
from amu.outbox.forms import AsideForm
from amu.outbox.models import Message
from amu.web.admin_base import ReadOnlyAdmin
from amu.web.forms import status_of
from amu.web.list_filters import in_words
from amu.web.saved_forms import claim, typed
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
        "aside_because",
        "aside_by",
    ]
    change_form_template = "admin/outbox/message.html"

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def what(self, row: Message) -> str:
        return say_or_code(Kind.MESSAGE, row.kind)

    @admin.action(description=gettext_lazy("Try parked messages again"), permissions=["view"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        for pk in queryset.values_list("pk", flat=True):
            services.retry_parked(pk, now=clock.now())

    def get_urls(self) -> list[URLPattern]:
        aside = self.admin_site.admin_view(self.put_aside)
        return [path("<int:pk>/aside/", aside, name="outbox_message_aside"), *super().get_urls()]

    def put_aside(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A page for the reason. Raises Http404 for whoever may not see messages, and for one that is not parked."""
        row = self.get_object(request, str(pk))
        if row is None or not self.has_view_permission(request, row) or row.state != MessageState.PARKED:
            raise Http404
        back = reverse("admin:outbox_message_change", args=[pk])
        form = AsideForm(typed(request))
        if request.method == "POST" and form.is_valid():
            user_id = request.user.pk or 0
            done = services.put_aside(
                pk, because=form.cleaned_data["because"], user_id=user_id, now=clock.now()
            )
            claim(request)
            if done:
                messages.success(request, _("Put aside. It is not counted as undelivered any more."))
            return redirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Put aside"),
            "form": form,
            "button": _("Put the message aside"),
            "number": str(pk),
            "back": back,
        }
        return TemplateResponse(request, "admin/desk_form.html", context, status=status_of(request, form))
