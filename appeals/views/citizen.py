"""The person's side of an appeal: lodge it, follow it, comment, have it forwarded."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from amu import clock
from amu.attachments.basket import Basket
from amu.attachments.file_forms import FilesForm
from amu.attachments.selectors import attachments_of
from amu.documents.downloads import download
from amu.documents.selectors import readable
from amu.kernel.deadlines import is_met
from amu.mandates.acting import actor_in, looked, mandate_of
from amu.mandates.models import Mandate
from amu.people.enums import Seen
from amu.web.forms import status_of
from amu.web.saved_forms import (
    FILES_NOT_KEPT,
    claim,
    first_arrival,
    not_done_words,
    resumes,
    show_again,
    typed,
)
from amu.web.shown import Page
from amu.web.sign_in_first import button_on, form_page, resumed_form_page
from appeals import services
from appeals.enums import AppealState, Lateness
from appeals.forms import AppealForm, CommentForm, WhyLateForm
from appeals.letters import lateness_sentence
from appeals.models import Appeal
from appeals.selectors import appeals as ask
from appeals.selectors.appeals import bundle_of
from appeals.selectors.inquiries import inquiries_of
from appeals.selectors.promises import promised_by_whoever_has_it
from appeals.states import KEPT
from appeals.step_words import next_step
from appeals.timeline import timeline
from appeals.words import heading
from courses.classes.selectors import run_facts
from enrolment.enums import Outcome
from enrolment.selectors.applications import decision_facts, own_decision_or_404


@require_http_methods(["GET", "POST"])
@resumed_form_page
def lodge(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Write the appeal. One sent while signed out is lodged after sign-in, and counts from when it first arrived."""
    decision = own_decision_or_404(request.user.pk, decision_id)
    whose = decision.application.person_id
    looked(request, whose, what=Seen.DECISION, ref=decision.ref)
    acts_by = mandate_of(request, whose, decision.application_id)
    if decision.outcome != Outcome.REFUSED:
        raise Http404
    if before := ask.standing_appeal(decision_id):
        return redirect("appeals:case", before.pk)
    is_late = decision.appeal_by is not None and not is_met(decision.appeal_by, clock.now())
    basket = _basket(request, services.chosen_with_the_appeal(decision_id), whose)
    basket.receive()
    is_resumed, form = resumes(request), AppealForm(typed(request), is_late=is_late, basket=basket)
    if (is_resumed or basket.is_ready) and form.is_valid():
        _say_what_was_not_kept(request, form)
        made = _lodge(request, form, decision_id=decision.pk, whose=whose, acts_by=acts_by)
        claim(request)
        return redirect("appeals:case", made)
    if is_resumed:
        messages.warning(request, not_done_words(is_saved=True))
    if again := show_again(request, request.get_full_path()):
        return again
    run = run_facts(decision.application.run_id)
    context = {"form": form, "is_late": is_late, "decision": decision, "run": run, "acts_by": acts_by}
    return render(request, "appeals/lodge.html", context, status=status_of(request, form))


def _basket(request: HttpRequest, chosen_in: str, whose: int) -> Basket:
    """The files that the person, or who acts for them, chooses in a form of their own."""
    return Basket(request, chosen_in, person_id=whose, actor=actor_in(request, whose))


def _say_what_was_not_kept(request: HttpRequest, form: AppealForm) -> None:
    """Of an appeal that was sent while signed out: its words were saved, its files were not."""
    if FILES_NOT_KEPT in form.data:
        words = _(
            "Your appeal has been sent, but not the files you chose: you were no longer signed in. Add them below."
        )
        messages.warning(request, words)


def _lodge(
    request: HttpRequest, form: AppealForm, *, decision_id: int, whose: int, acts_by: Mandate | None
) -> int:
    """The appeal counts from when these very words first arrived."""
    text, now = form.cleaned_data["text"], clock.now()
    appeal = services.lodge(
        decision_id,
        text=text,
        why_late=form.cleaned_data.get("why_late", ""),
        wants_forwarding=form.cleaned_data["wants_forwarding"],
        received_at=first_arrival(request, "text", text) or now,
        actor=actor_in(request, whose),
        mandate_id=acts_by.pk if acts_by else None,
        now=now,
    )
    return appeal.pk


@require_GET
@login_required
def case(request: HttpRequest, appeal_id: int) -> HttpResponse:
    return _case(request, appeal_id)


def _case(request: HttpRequest, appeal_id: int, wrong: CommentForm | None = None) -> HttpResponse:
    appeal = _case_or_404(request, appeal_id)
    decision = decision_facts(appeal.decision_id)
    run, referral = run_facts(decision.run_id), getattr(appeal, "referral", None)
    outcome = referral.outcome if referral else ""
    inquiries = list(inquiries_of(appeal)) if referral else []
    can_comment = services.allows(services.Action.FORWARD, appeal.state) or services.allows(
        services.Action.DECIDE, appeal.state
    )
    form = wrong or CommentForm(typed(request) if can_comment else None)
    context = {
        "appeal": appeal,
        "heading": heading(appeal.state, outcome),
        "step": next_step(appeal, school=run.provider_name),
        "decision": decision,
        "run": run,
        "in_time": services.in_time(appeal),
        "may_say_why_late": services.may_say_why_late(appeal),
        "on_time": _on_time(appeal),
        "promised": promised_by_whoever_has_it(appeal),
        "may_skip_the_school": services.may_skip_the_school(appeal, clock.now()),
        "review": getattr(appeal, "review", None),
        "referral": referral,
        "remittal": getattr(referral, "remittal", None),
        "bundle": bundle_of(appeal),
        "inquiries": inquiries,
        "attachments": list(attachments_of(appeal.ref)),
        "can_add_files": services.may_add_files(appeal),
        "timeline": timeline(appeal, decision.application_id),
        "acts_by": mandate_of(request, appeal.person_id, decision.application_id),
        "form": form,
        **_way_to_ministry(appeal),
        "can_comment": can_comment,
        "can_withdraw": services.allows(services.Action.WITHDRAW, appeal.state),
    }
    return render(request, "appeals/case.html", context, status=status_of(request, form))


def _on_time(appeal: Appeal) -> dict[str, str]:
    """What was decided on a late appeal, by whoever decided it."""
    for row in (getattr(appeal, "referral", None), getattr(appeal, "review", None)):
        if row and row.lateness_words:
            sentence = lateness_sentence(Lateness(row.lateness), appeal.last_day)
            return {"sentence": sentence, "words": row.lateness_words}
    return {}


@require_http_methods(["GET", "POST"])
@form_page
def files(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """More files, while somebody still looks at the case."""
    appeal = _case_or_404(request, appeal_id)
    if not services.may_add_files(appeal):
        messages.error(request, _("The case is closed, so no files can be added."))
        return redirect("appeals:case", appeal.pk)
    basket = _basket(request, appeal.ref, appeal.person_id)
    basket.receive()
    form = FilesForm(typed(request), basket=basket)
    if basket.is_ready and form.is_valid():
        services.add_files(
            appeal.pk, chosen_in=appeal.ref, actor=actor_in(request, appeal.person_id), now=clock.now()
        )
        claim(request)
        messages.success(request, _("We have added it to the case."))
        return redirect("appeals:case", appeal.pk)
    if again := show_again(request, request.get_full_path()):
        return again
    context = {"form": form, "appeal": appeal, "attachments": attachments_of(appeal.ref)}
    return render(request, "appeals/files.html", context, status=status_of(request, form))


@require_http_methods(["GET", "POST"])
@form_page
def why_late(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """What delayed the person, where they have not said it yet."""
    appeal = _case_or_404(request, appeal_id)
    form = WhyLateForm(typed(request))
    if not services.may_say_why_late(appeal):
        return redirect("appeals:case", appeal.pk)
    if request.method == "POST" and form.is_valid():
        services.say_why_late(
            appeal.pk,
            text=form.cleaned_data["why_late"],
            actor=actor_in(request, appeal.person_id),
            now=clock.now(),
        )
        claim(request)
        messages.success(request, _("We have added it to the case."))
        return redirect("appeals:case", appeal.pk)
    if form.errors and (again := show_again(request, request.get_full_path())):
        return again
    context = {"form": form, "appeal": appeal, "decision": decision_facts(appeal.decision_id)}
    return render(request, "appeals/why_late.html", context, status=status_of(request, form))


@button_on("appeals:case", "appeal_id")
def comment(request: HttpRequest, appeal_id: int) -> HttpResponse:
    appeal = _case_or_404(request, appeal_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        again = show_again(request, reverse("appeals:case", args=[appeal.pk]))
        return again or _case(request, appeal.pk, form)
    try:
        services.add_comment(
            appeal.pk,
            text=form.cleaned_data["text"],
            actor=actor_in(request, appeal.person_id),
            now=clock.now(),
        )
    except services.MoveNotAllowedError:
        messages.error(request, _("The appeal is no longer being considered, so you cannot comment on it."))
    else:
        claim(request, Page("appeals:case", {"appeal_id": appeal.pk}))
        messages.success(request, _("We have received your comments and added them to the case."))
    return redirect("appeals:case", appeal.pk)


@button_on("appeals:case", "appeal_id")
def forward(request: HttpRequest, appeal_id: int) -> HttpResponse:
    appeal = _case_or_404(request, appeal_id)
    return _on_the_way(request, appeal, services.ask_to_forward)


@button_on("appeals:case", "appeal_id")
def nothing_to_add(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """The person does not want the rest of their time to comment."""
    appeal = _case_or_404(request, appeal_id)
    return _on_the_way(request, appeal, services.say_nothing_to_add)


def _on_the_way(request: HttpRequest, appeal: Appeal, act: Callable[..., Appeal]) -> HttpResponse:
    try:
        appeal = act(appeal.pk, actor=actor_in(request, appeal.person_id), now=clock.now())
    except services.MoveNotAllowedError:
        messages.error(request, _("The appeal cannot be forwarded now. See below where the case is."))
    else:
        messages.success(request, _said(appeal))
    return redirect("appeals:case", appeal.pk)


def _said(appeal: Appeal) -> str:
    if appeal.state == AppealState.FORWARDED:
        return _("Your appeal has been forwarded to the ministry.")
    if services.is_to_be_forwarded(appeal):
        return _("We have noted it. Your appeal is forwarded when your time to comment is over.")
    return _("We have noted that you have nothing to add.")


def _way_to_ministry(appeal: Appeal) -> dict[str, Any]:
    """What the page offers while the school's statement waits for the person."""
    review = getattr(appeal, "review", None)
    if review is None or appeal.state not in KEPT:
        return {}
    may_comment = services.may_still_comment_first(review, clock.now())
    is_to_be_forwarded = services.is_to_be_forwarded(appeal)
    return {
        "can_forward": not is_to_be_forwarded,
        "goes_after_comments": is_to_be_forwarded and may_comment,
        "can_end_comments": is_to_be_forwarded and may_comment,
    }


@require_http_methods(["GET", "POST"])
@form_page
def withdraw(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Say what is given up before it is."""
    appeal = _case_or_404(request, appeal_id)
    if request.method == "GET" and services.allows(services.Action.WITHDRAW, appeal.state):
        decision = decision_facts(appeal.decision_id)
        context = {
            "appeal": appeal,
            "run": run_facts(decision.run_id),
            "at_ministry": appeal.state == AppealState.FORWARDED,
            "may_appeal_again": decision.appeal_by is None or is_met(decision.appeal_by, clock.now()),
            "appeal_by": decision.appeal_by,
        }
        return render(request, "appeals/withdraw.html", context)
    try:
        services.withdraw(appeal.pk, actor=actor_in(request, appeal.person_id), now=clock.now())
    except services.MoveNotAllowedError:
        messages.error(request, _("The appeal has been decided and can no longer be withdrawn."))
    else:
        messages.success(request, _("Your appeal has been withdrawn."))
    return redirect("appeals:case", appeal.pk)


@require_GET
@login_required
def bundle(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """The case as the ministry got it, for whoever it is about. Raises Http404 before it is made."""
    appeal = _case_or_404(request, appeal_id)
    made = bundle_of(appeal)
    if made is None:
        raise Http404
    looked(request, appeal.person_id, what=Seen.DOCUMENT, ref=appeal.ref)
    return download(readable(made.document_id), name=f"{appeal.number}-bundle")


@require_GET
@login_required
def final_letter(request: HttpRequest, appeal_id: int) -> HttpResponse:
    appeal = _case_or_404(request, appeal_id)
    referral = getattr(appeal, "referral", None)
    if referral is None or referral.letter_id is None:
        raise Http404
    looked(request, appeal.person_id, what=Seen.DOCUMENT, ref=appeal.ref)
    return download(readable(referral.letter_id), name=f"{appeal.number}-final")


def _case_or_404(request: HttpRequest, appeal_id: int) -> Appeal:
    """The person's own, or one in which they act for somebody; a look at the latter is logged."""
    appeal = ask.own_appeal_or_404(request.user.pk, appeal_id)
    looked(request, appeal.person_id, what=Seen.APPEAL, ref=appeal.ref)
    return appeal
