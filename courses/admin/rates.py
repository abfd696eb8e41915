"""Rates in Django admin: a proposal, what it would change, and a second person's word."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amu import clock
from amu.journal.services import Actor
from amu.people.enums import Role
from amu.people.scoped_admin import ScopedAdmin, acting_as
from courses.classes.pricing.preview import classes_changed_by
from courses.enums import ProposalState
from courses.fees import services as rates
from courses.fees.forms import RateForm
from courses.fees.models import RateProposal

SHOWN = 100


class SharedAdmin[M: Model](ScopedAdmin[M]):
    """What every provider sees alike, and nobody changes here."""

    def scoped(self, request: HttpRequest, rows: QuerySet[M]) -> QuerySet[M]:
        return rows


def acting_for_all(request: HttpRequest) -> Actor:
    """An operator, or an officer of the ministry: what every school shares is theirs. Raises Http404 for anybody else."""
    if request.user.is_superuser and request.user.is_active:
        return Actor(role="operator", user_id=request.user.pk)
    return acting_as(request, None, Role.MINISTRY_OFFICER)


class RateProposalAdmin(SharedAdmin[RateProposal]):
    """Rows come by a form, change by two buttons, and never in any other way."""

    list_display = ["year", "rate_class", "per_day", "valid_from", "state", "proposed_by", "decided_by"]
    list_filter = ["state", "year"]
    list_select_related = ["proposed_by", "decided_by"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("courses.add_rateproposal")

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/approve/", wrap(require_POST(self.approve)), name="courses_rate_approve"),
            path("<int:pk>/decline/", wrap(require_POST(self.decline)), name="courses_rate_decline"),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        actor = acting_for_all(request)
        form = RateForm(request.POST or None, today=clock.today())
        if request.method == "POST" and form.is_valid():
            try:
                made = rates.propose_rate(form.rate(), actor=actor, now=clock.now())
            except rates.RateExistsError:
                form.add_error("valid_from", _("There is already a rate for that year, kind and date."))
            else:
                messages.success(request, _("Proposed. It applies when a second person has approved it."))
                return redirect("admin:courses_rateproposal_change", made.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Propose a rate"),
            "form": form,
            "button": _("Propose the rate"),
            "number": _("Proposed rates"),
            "back": reverse("admin:courses_rateproposal_changelist"),
        }
        return TemplateResponse(request, "admin/desk_form.html", context, status=422 if form.errors else 200)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The proposal, which published classes it would price anew, and the two buttons."""
        row = self.one_or_404(request, object_id)
        is_waiting = row.state == ProposalState.WAITING
        changed = classes_changed_by(row) if is_waiting else []
        context = {
            **self.admin_site.each_context(request),
            "title": _("Proposed rate for %(year)s") % {"year": row.year},
            "proposal": row,
            "is_waiting": is_waiting,
            "changed": changed[:SHOWN],
            "changed_in_all": len(changed),
            "can_decide": is_waiting and may_act_for_all(request) and row.proposed_by_id != request.user.pk,
            "is_own": row.proposed_by_id == request.user.pk,
        }
        return TemplateResponse(request, "admin/courses/rate.html", context)

    def approve(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._decide(request, pk, is_approved=True)

    def decline(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._decide(request, pk, is_approved=False)

    def _decide(self, request: HttpRequest, pk: int, *, is_approved: bool) -> HttpResponse:
        row, actor = self.one_or_404(request, pk), acting_for_all(request)
        try:
            if is_approved:
                rates.approve_rate(row.pk, actor=actor, now=clock.now())
            else:
                rates.decline_rate(row.pk, actor=actor, now=clock.now())
        except rates.SamePersonError:
            messages.error(request, _("You proposed it yourself. Another person must decide."))
        except rates.AlreadyDecidedError:
            messages.error(request, _("Somebody else has decided in the meantime."))
        except rates.RateExistsError:
            messages.error(request, _("There is already a rate for that year, kind and date."))
        else:
            done = _("Approved. The rate applies from now on.") if is_approved else _("Declined.")
            messages.success(request, done)
        return redirect("admin:courses_rateproposal_change", row.pk)


def may_act_for_all(request: HttpRequest) -> bool:
    try:
        acting_for_all(request)
    except Http404:
        return False
    return True


admin.site.register(RateProposal, RateProposalAdmin)
