"""The person's side of an appeal: lodge it, follow it, comment, have it forwarded."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amu import clock
from amu.documents.downloads import download
from amu.documents.selectors import readable
from amu.journal.services import Actor, person
from amu.web.saved_forms import claim, fields_of, is_as_saved, save_form_when_signed_out, saved_form_of
from appeals import services
from appeals.enums import AppealState, MinistryOutcome
from appeals.forms import AppealForm, CommentForm
from appeals.models import Appeal
from appeals.selectors import appeals as ask
from appeals.timeline import timeline
from appeals.words import heading, who_acts
from courses.classes.selectors import run_facts
from enrolment.enums import Outcome
from enrolment.selectors.applications import decision_facts, own_decision_or_404


@require_http_methods(["GET", "POST"])
@save_form_when_signed_out
def lodge(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Write the appeal. A form saved while signed out counts from when it first arrived, if it is what is sent."""
    received_at = clock.now()
    decision = own_decision_or_404(request.user.pk, decision_id)
    if decision.outcome != Outcome.REFUSED:
        raise Http404
    if before := ask.standing_appeal(decision_id):
        return redirect("appeals:case", before.pk)
    saved = saved_form_of(request)
    data = request.POST if request.method == "POST" else fields_of(saved) if saved else None
    form = AppealForm(data)
    if form.is_bound and form.is_valid():
        arrived = saved.received_at if saved and is_as_saved(request, saved, "text") else received_at
        made = _lodge(request, decision_id, form, arrived)
        if saved:
            claim(request, saved, now=clock.now())
        return redirect("appeals:case", made)
    context = {"form": form, "decision": decision, "run": run_facts(decision.application.run_id)}
    return render(request, "appeals/lodge.html", context, status=422 if form.errors else 200)


def _lodge(request: HttpRequest, decision_id: int, form: AppealForm, received_at: datetime) -> int:
    appeal = services.lodge(
        decision_id,
        text=form.cleaned_data["text"],
        wants_forwarding=form.cleaned_data["wants_forwarding"],
        received_at=received_at,
        actor=_person(request),
        now=clock.now(),
    )
    return appeal.pk


@require_GET
@login_required
def case(request: HttpRequest, appeal_id: int) -> HttpResponse:
    return _case(request, appeal_id, CommentForm())


def _case(request: HttpRequest, appeal_id: int, form: CommentForm, status: int = 200) -> HttpResponse:
    appeal = ask.own_appeal_or_404(request.user.pk, appeal_id)
    decision = decision_facts(appeal.decision_id)
    run, referral = run_facts(decision.run_id), getattr(appeal, "referral", None)
    outcome = referral.outcome if referral else ""
    context = {
        "appeal": appeal,
        "heading": heading(appeal.state, outcome),
        "who_acts": who_acts(appeal.state, run.provider_name),
        "is_upheld": appeal.state == AppealState.UPHELD or outcome == MinistryOutcome.UPHELD,
        "decision": decision,
        "run": run,
        "in_time": services.in_time(appeal),
        "review": getattr(appeal, "review", None),
        "referral": referral,
        "timeline": timeline(appeal, decision.application_id),
        "form": form,
        **_way_to_ministry(appeal),
        "can_comment": services.allows(services.Action.FORWARD, appeal.state)
        or services.allows(services.Action.DECIDE, appeal.state),
        "can_withdraw": services.allows(services.Action.WITHDRAW, appeal.state),
    }
    return render(request, "appeals/case.html", context, status=status)


@require_POST
@login_required
def comment(request: HttpRequest, appeal_id: int) -> HttpResponse:
    appeal = ask.own_appeal_or_404(request.user.pk, appeal_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _case(request, appeal.pk, form, status=422)
    try:
        services.add_comment(
            appeal.pk, text=form.cleaned_data["text"], actor=_person(request), now=clock.now()
        )
    except services.MoveNotAllowedError:
        messages.error(request, _("The appeal is no longer being considered, so you cannot comment on it."))
    else:
        messages.success(request, _("We have received your comments and added them to the case."))
    return redirect("appeals:case", appeal.pk)


@require_POST
@login_required
def forward(request: HttpRequest, appeal_id: int) -> HttpResponse:
    appeal = ask.own_appeal_or_404(request.user.pk, appeal_id)
    return _on_the_way(request, appeal.pk, services.ask_to_forward)


@require_POST
@login_required
def nothing_to_add(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """The person does not want the rest of their time to comment."""
    appeal = ask.own_appeal_or_404(request.user.pk, appeal_id)
    return _on_the_way(request, appeal.pk, services.say_nothing_to_add)


def _on_the_way(request: HttpRequest, appeal_id: int, act: Callable[..., Appeal]) -> HttpResponse:
    try:
        appeal = act(appeal_id, actor=_person(request), now=clock.now())
    except services.MoveNotAllowedError:
        messages.error(request, _("The appeal cannot be forwarded now. See below where the case is."))
    else:
        messages.success(request, _said(appeal))
    return redirect("appeals:case", appeal_id)


def _said(appeal: Appeal) -> str:
    if appeal.state == AppealState.FORWARDED:
        return _("Your appeal has been forwarded to the ministry.")
    if services.is_to_be_forwarded(appeal):
        return _("We have noted it. Your appeal is forwarded when your time to comment is over.")
    return _("We have noted that you have nothing to add.")


def _way_to_ministry(appeal: Appeal) -> dict[str, Any]:
    """What the page offers while the school's statement waits for the person."""
    review = getattr(appeal, "review", None)
    if review is None or appeal.state != AppealState.MAINTAINED:
        return {}
    may_comment = services.may_still_comment_first(review, clock.now())
    is_to_be_forwarded = services.is_to_be_forwarded(appeal)
    return {
        "can_forward": not is_to_be_forwarded,
        "goes_after_comments": is_to_be_forwarded and may_comment,
        "can_end_comments": is_to_be_forwarded and may_comment,
    }


@require_POST
@login_required
def withdraw(request: HttpRequest, appeal_id: int) -> HttpResponse:
    appeal = ask.own_appeal_or_404(request.user.pk, appeal_id)
    try:
        services.withdraw(appeal.pk, actor=_person(request), now=clock.now())
    except services.MoveNotAllowedError:
        messages.error(request, _("The appeal has been decided and can no longer be withdrawn."))
    else:
        messages.success(request, _("Your appeal has been withdrawn."))
    return redirect("appeals:case", appeal.pk)


@require_GET
@login_required
def final_letter(request: HttpRequest, appeal_id: int) -> HttpResponse:
    appeal = ask.own_appeal_or_404(request.user.pk, appeal_id)
    referral = getattr(appeal, "referral", None)
    if referral is None or referral.letter_id is None:
        raise Http404
    return download(readable(referral.letter_id), name=f"{appeal.number}-final")


def _person(request: HttpRequest) -> Actor:
    return person(request.user.pk)  # type: ignore[arg-type]  # signed in
