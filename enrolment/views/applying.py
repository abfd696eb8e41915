"""Apply: the questions, and the receipt."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from amu import clock
from amu.notices.selectors import notices_to
from amu.people.requests import person_id
from amu.people.selectors import card_of
from amu.web.forms import status_of
from amu.web.saved_forms import claim, show_again, typed
from amu.web.sign_in_first import button_on, form_page
from courses.classes.selectors import RunFacts, run_facts, supplements_of
from courses.fees.rules import Education
from courses.guidance.rules.questions import DegreeUse, read
from enrolment import forms, services
from enrolment.selectors import applications as ask
from enrolment.views.classes import run_or_404
from enrolment.words import heading, price_words, progress, stored_verdicts


@require_http_methods(["GET", "POST"])
@form_page
def apply(request: HttpRequest, booking_code: str) -> HttpResponse:
    """The questions. The answers are saved as a draft, also when the person had to sign in again."""
    run, person = run_or_404(booking_code), person_id(request)
    if mine := ask.live_application(person, run.pk):
        return redirect("enrolment:application", mine.pk)
    if not run.is_open_on(clock.today()):
        return render(request, "enrolment/closed.html", {"run": run})
    supplements = supplements_of(run.pk)
    form = forms.ApplicationForm(
        typed(request),
        has_supplements=bool(supplements),
        says_unused=request.GET.get("use") == DegreeUse.UNUSED,
        initial=_initial(request, run),
    )
    if form.is_bound and form.is_valid():
        services.save_draft(run_id=run.pk, person_id=person, answers=form.to_draft(), now=clock.now())
        claim(request)
        return redirect("enrolment:check", booking_code)
    if again := show_again(request, request.get_full_path()):
        return again
    context = {
        "run": run,
        "form": form,
        "supplements": supplements,
        "steps": progress(1),
        "draft_weeks": services.DRAFT_WEEKS,
    }
    return render(request, "enrolment/apply.html", context, status=status_of(request, form))


def _initial(request: HttpRequest, run: RunFacts) -> dict[str, Any]:
    """The draft, or else the answers to the price guide and what is known of the person."""
    draft = ask.draft_of(person_id(request), run.pk)
    if draft is None:
        card = card_of(person_id(request))
        answers, _open = read(request.GET.dict())
        if answers.get("use") == DegreeUse.UNSURE:
            answers["education"] = Education.UNSURE
        return {**answers, "email": card.email, "phone": card.phone}
    return forms.initial_from_draft(draft.answers)


@require_GET
@login_required
def application(request: HttpRequest, application_id: int) -> HttpResponse:
    """Receipt first, case page after: state, seat, price and why, the decision, what can be done."""
    mine = ask.own_application_or_404(person_id(request), application_id)
    line = ask.applications_of(person_id(request)).get(pk=mine.pk)
    decisions = list(ask.decisions_of(mine.pk))
    run = run_facts(mine.run_id)
    can_withdraw = services.can_withdraw(mine, ends_on=run.ends_on, on=clock.today())
    context = {
        "application": line,
        "heading": heading(mine.state, is_cancelled=run.is_cancelled and can_withdraw),
        "run": run,
        "price": price_words(mine.quote),
        "verdicts": stored_verdicts(mine.verdicts),
        "decision": next((decision for decision in decisions if decision.is_current), None),
        "decisions": decisions,
        "can_withdraw": can_withdraw,
        "moved": notices_to(mine.person_id).filter(code="run_moved", about=mine.ref).first(),
    }
    return render(request, "enrolment/application.html", context)


@button_on("enrolment:application", "application_id")
def withdraw(request: HttpRequest, application_id: int) -> HttpResponse:
    mine = ask.own_application_or_404(person_id(request), application_id)
    try:
        services.withdraw(mine.pk, actor=services.person(person_id(request)), now=clock.now())
    except services.MoveNotAllowedError:
        messages.error(request, _("The application can no longer be withdrawn."))
    else:
        messages.success(
            request, _("Your application has been withdrawn. The seat is now free for somebody else.")
        )
    return redirect("enrolment:application", mine.pk)
