"""Rates in Django admin: a proposal, what it would change, and a second person's approval."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.journal.services import Actor
from amu.people.access import Act
from amu.people.acting import may
from amu.people.desk import CaseDesk, FormPage, Step
from amu.people.scoped_admin import SharedAdmin, acting
from amu.web.saved_forms import claim, typed
from courses.classes.pricing.preview import classes_changed_by
from courses.enums import ProposalState
from courses.fees import services as rates
from courses.fees.forms import RateForm
from courses.fees.models import RateProposal

SHOWN = 100


def is_waiting(row: RateProposal) -> bool:
    return row.state == ProposalState.WAITING


@admin.register(RateProposal)
class RateProposalAdmin(CaseDesk[RateProposal], SharedAdmin[RateProposal]):
    """Rows come by a form, change by two buttons, and never in any other way."""

    list_display = ["year", "rate_class", "per_day", "valid_from", "state", "proposed_by", "decided_by"]
    list_filter = ["state", "year"]
    list_select_related = ["proposed_by", "decided_by"]
    desk_template = "admin/courses/rate.html"
    step_prefix = "rate_"
    steps = (
        Step(Act.DECIDE_RATE, "approve", gettext_lazy("Approve the rate"), is_waiting, acts_at_once=True),
        Step(
            Act.DECIDE_RATE, "decline", gettext_lazy("Decline"), is_waiting, acts_at_once=True, is_main=False
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Act.PROPOSE_RATE)

    def provider_of(self, row: RateProposal) -> None:
        return None

    def case_number(self, row: RateProposal) -> str:
        return str(row.year)

    def title_of(self, row: RateProposal) -> str:
        return _("Proposed rate for %(year)s") % {"year": row.year}

    def is_open_to(self, request: HttpRequest, step: Step[RateProposal], row: RateProposal) -> bool:
        """Whoever proposed a rate does not decide about it."""
        return super().is_open_to(request, step, row) and row.proposed_by_id != request.user.pk

    def facts(self, request: HttpRequest, row: RateProposal) -> dict[str, Any]:
        """The proposal, and which published classes it would price anew."""
        changed = classes_changed_by(row) if is_waiting(row) else []
        return {
            "proposal": row,
            "is_waiting": is_waiting(row),
            "changed": changed[:SHOWN],
            "changed_in_all": len(changed),
            "is_own": row.proposed_by_id == request.user.pk,
        }

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        actor = acting(request, Act.PROPOSE_RATE)
        form = RateForm(typed(request), today=clock.today())
        if request.method == "POST" and form.is_valid():
            try:
                made = rates.propose_rate(form.rate(), actor=actor, now=clock.now())
            except rates.RateExistsError:
                form.add_error("valid_from", _("There is already a rate for that year, kind and date."))
            else:
                claim(request)
                messages.success(request, _("Proposed. It will apply once a second person has approved it."))
                return self.back_to(made)
        return self.form_page(request, form, FormPage(_("Propose a rate"), _("Propose the rate")))

    def approve(self, request: HttpRequest, row: RateProposal, actor: Actor) -> HttpResponse:
        return self._decide(request, row, actor, is_approved=True)

    def decline(self, request: HttpRequest, row: RateProposal, actor: Actor) -> HttpResponse:
        return self._decide(request, row, actor, is_approved=False)

    def _decide(
        self, request: HttpRequest, row: RateProposal, actor: Actor, *, is_approved: bool
    ) -> HttpResponse:
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
        return self.back_to(row)
