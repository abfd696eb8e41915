"""Apply: answer, check with the price, send, receipt."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amu import clock
from amu.notices.selectors import notices_to
from amu.people.requests import person_id
from amu.people.selectors import card_of
from amu.web.saved_forms import claim, fields_of, save_form_when_signed_out, saved_form_of
from amu.words import label
from courses.classes.selectors import RunFacts, find_run, run_facts, supplements_of
from courses.fees.rules import Education
from courses.guidance.rules.access import worth_telling
from courses.guidance.rules.questions import BenefitPath, DegreeUse, FeePayer, Residence, Situation, read
from enrolment import forms, services
from enrolment.selectors import applications as ask
from enrolment.words import heading, price_words, progress, stored_verdicts


def _run_or_404(booking_code: str) -> RunFacts:
    run_id = find_run(booking_code)
    if run_id is None:
        raise Http404
    return run_facts(run_id)


@require_http_methods(["GET", "POST"])
@save_form_when_signed_out
def apply(request: HttpRequest, booking_code: str) -> HttpResponse:
    """The questions. The answers are saved as a draft, also when the person had to sign in again."""
    run, person = _run_or_404(booking_code), person_id(request)
    if mine := ask.live_application(person, run.pk):
        return redirect("enrolment:application", mine.pk)
    if not run.is_open_on(clock.today()):
        return render(request, "enrolment/closed.html", {"run": run})
    supplements = supplements_of(run.pk)
    saved = saved_form_of(request)
    data = request.POST if request.method == "POST" else saved and fields_of(saved)
    form = forms.ApplicationForm(
        data or None,
        has_supplements=bool(supplements),
        says_unused=request.GET.get("use") == DegreeUse.UNUSED,
        initial=_initial(request, run),
    )
    if form.is_bound and form.is_valid():
        services.save_draft(run_id=run.pk, person_id=person, answers=form.to_draft(), now=clock.now())
        if saved:
            claim(request, saved, now=clock.now())
        return redirect("enrolment:check", booking_code)
    context = {
        "run": run,
        "form": form,
        "supplements": supplements,
        "steps": progress(1),
        "draft_weeks": services.DRAFT_WEEKS,
    }
    return render(request, "enrolment/apply.html", context, status=422 if form.errors else 200)


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


@require_http_methods(["GET", "POST"])
@login_required
def check(request: HttpRequest, booking_code: str) -> HttpResponse:
    """Answers, price and what follows, before anything is sent; POST sends."""
    run, person = _run_or_404(booking_code), person_id(request)
    draft = ask.draft_of(person, run.pk)
    if draft is None:
        mine = ask.live_application(person, run.pk)
        return (
            redirect("enrolment:application", mine.pk) if mine else redirect("enrolment:apply", booking_code)
        )
    answers = forms.answers_from_draft(draft.answers)
    if request.method == "POST":
        try:
            made = services.apply(
                run_id=run.pk,
                person_id=person,
                answers=answers,
                submission_key=draft.submission_key,
                language=get_language() or "da",
                actor=services.person(person),
                now=clock.now(),
            )
        except services.NotOpenError:
            return render(request, "enrolment/closed.html", {"run": run}, status=409)
        return redirect("enrolment:application", made.pk)
    quote, _total = services.quote_for(run.pk, answers)
    found = services.verdicts_for(run, person, answers, now=clock.now())
    context = {
        "run": run,
        "answers": answers,
        "labels": _labels(answers),
        "price": price_words(quote),
        "verdicts": worth_telling(found),
        "has_no": not all(found),
        "steps": progress(2),
    }
    return render(request, "enrolment/check.html", context)


def _labels(answers: services.Answers) -> list[tuple[str, str]]:
    rows = [
        (_("Education"), label(Education(answers.education))),
        (_("Denmark"), label(Residence(answers.residence))),
        (_("Situation"), label(Situation(answers.situation))),
        (_("E-mail"), answers.email),
    ]
    if answers.payer:
        rows.insert(3, (_("Who pays"), label(FeePayer(answers.payer))))
    if answers.path:
        rows.insert(3, (_("Agreed with"), label(BenefitPath(answers.path))))
    if answers.degree_last_used:
        rows.insert(1, (_("Education last used"), answers.degree_last_used.strftime("%d-%m-%Y")))
    if answers.phone:
        rows.append((_("Phone"), answers.phone))
    return rows


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


@require_POST
@login_required
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
