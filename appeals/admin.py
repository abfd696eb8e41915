"""Two desks over one table: the school's second look, and the ministry's final decision."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.journal.selectors import entries_of_case
from amu.people.enums import Role, Seen
from amu.people.scoped_admin import ScopedAdmin, acting_as, may_act_as
from amu.people.selectors import card_of, is_ministry_officer
from amu.people.services import record_view
from appeals import services
from appeals.enums import MinistryOutcome, SecondLook
from appeals.forms import FinalDecisionForm, ReviewForm
from appeals.models import Appeal
from courses.classes.selectors import run_facts
from enrolment.selectors.applications import decision_facts


@admin.register(Appeal)
class AppealAdmin(ScopedAdmin[Appeal]):
    list_display = ["case_number", "provider", "state", "received_at", "arrived_in_time", "last_day"]
    list_display_links = ["case_number"]
    list_filter = ["state"]
    list_select_related = ["provider"]
    search_fields = ["=id"]
    case_prefix = "K-"
    search_help_text = gettext_lazy("The number (K-…).")
    ordering = ["received_at"]

    @admin.display(description=gettext_lazy("number"), ordering="pk")
    def case_number(self, row: Appeal) -> str:
        return row.number

    @admin.display(description=gettext_lazy("In time"), boolean=True)
    def arrived_in_time(self, row: Appeal) -> bool:
        return services.in_time(row)

    def scoped(self, request: HttpRequest, rows: QuerySet[Appeal]) -> QuerySet[Appeal]:
        """The ministry sees what has been forwarded to it, from every school."""
        if is_ministry_officer(request.user):
            return rows.filter(referral__isnull=False)
        return super().scoped(request, rows)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/review/", wrap(self.review), name="appeals_review"),
            path("<int:pk>/decide/", wrap(self.decide), name="appeals_decide"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The desk: what was decided, what the person says, the clock, and the button for this step."""
        row = self.one_or_404(request, object_id)
        decision = decision_facts(row.decision_id)
        self._looked(request, row)
        context = {
            **self.admin_site.each_context(request),
            "title": row.number,
            "appeal": row,
            "decision": decision,
            "run": run_facts(decision.run_id),
            "person": card_of(row.person_id),
            "in_time": services.in_time(row),
            "review": getattr(row, "review", None),
            "referral": getattr(row, "referral", None),
            "comments": row.comments.all(),
            "journal": entries_of_case(f"application:{decision.application_id}"),
            "can_review": services.allows(services.Action.MAINTAIN, row.state)
            and may_act_as(request, row.provider_id, Role.APPEALS_OFFICER),
            "can_decide": services.allows(services.Action.DECIDE, row.state)
            and may_act_as(request, None, Role.MINISTRY_OFFICER),
        }
        return TemplateResponse(request, "admin/appeals/desk.html", context)

    def review(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.one_or_404(request, pk)
        actor = acting_as(request, row.provider_id, Role.APPEALS_OFFICER)
        form = ReviewForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            opinion = services.SecondOpinion(
                SecondLook(data["outcome"]), data["statement"], data["why_same_officer"]
            )
            try:
                services.review(row.pk, opinion, actor=actor, now=clock.now())
            except services.SameOfficerError:
                form.add_error(
                    "why_same_officer",
                    _(
                        "You made the decision yourself. Ask a colleague to review it, "
                        "or write why it is you."
                    ),
                )
            except services.MoveNotAllowedError:
                messages.error(request, _("Somebody else has decided in the meantime."))
                return redirect("admin:appeals_appeal_change", row.pk)
            else:
                messages.success(request, _("The review has been recorded, and the person has been told."))
                return redirect("admin:appeals_appeal_change", row.pk)
        return self._form(request, row, form, _("Review"), _("Record the review"))

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.one_or_404(request, pk)
        actor = acting_as(request, None, Role.MINISTRY_OFFICER)
        form = FinalDecisionForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                services.decide_finally(
                    row.pk,
                    outcome=MinistryOutcome(form.cleaned_data["outcome"]),
                    reasons=form.cleaned_data["reasons"],
                    actor=actor,
                    now=clock.now(),
                )
            except services.MoveNotAllowedError:
                messages.error(request, _("Somebody else has decided in the meantime."))
            else:
                messages.success(request, _("Decided. The person and the school have been told."))
            return redirect("admin:appeals_appeal_change", row.pk)
        return self._form(request, row, form, _("Final decision"), _("Make the final decision"))

    def _form(
        self, request: HttpRequest, row: Appeal, form: Any, title: str, button: str
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "form": form,
            "button": button,
            "number": row.number,
            "back": reverse("admin:appeals_appeal_change", args=[row.pk]),
        }
        return TemplateResponse(request, "admin/desk_form.html", context, status=422 if form.errors else 200)

    def _looked(self, request: HttpRequest, row: Appeal) -> None:
        record_view(
            request.user,  # type: ignore[arg-type]
            row.person_id,
            what=Seen.APPEAL,
            object_ref=row.ref,
            provider_id=row.provider_id,
            now=clock.now(),
        )
