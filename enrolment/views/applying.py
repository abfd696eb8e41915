"""Apply: the questions, and the receipt."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from amu import clock
from amu.notices.selectors import notices_to
from amu.people.enums import AddressSource
from amu.people.post import address_of
from amu.people.requests import person_id
from amu.people.selectors import card_of
from amu.people.services import change_address
from amu.web.forms import status_of
from amu.web.saved_forms import claim, show_again, typed
from amu.web.sign_in_first import form_page
from courses.classes.listing import RunNearby, open_instead_of
from courses.classes.selectors import RunFacts, run_facts, supplements_of
from courses.fees.rules import Education
from courses.guidance.rules.questions import DegreeUse, read
from enrolment import forms, services
from enrolment.enums import ApplicationState
from enrolment.models import Application
from enrolment.next_steps import HAS_A_PRICE, HAS_NOTES
from enrolment.selectors import applications as ask
from enrolment.selectors.cases import case_of
from enrolment.step_words import next_step
from enrolment.views.classes import run_or_404
from enrolment.words import heading, price_words, progress, stored_verdicts

LEADS_ELSEWHERE = frozenset(
    {
        ApplicationState.CANCELLED,
        ApplicationState.NOT_PLACED,
        ApplicationState.OWED,
    }
)


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
        keep_address(person, form)
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


def keep_address(person: int, form: forms.ApplicationForm) -> None:
    """An address that was told is stored at once; empty fields take none away."""
    told, known = form.address(), address_of(person)
    if told is not None:
        address = replace(told, addressee=known.address.addressee if known else "")
        change_address(
            person, address, source=AddressSource.PERSON, actor=services.person(person), now=clock.now()
        )


def _initial(request: HttpRequest, run: RunFacts) -> dict[str, Any]:
    """The draft, or else the answers to the price guide and what is known of the person."""
    known = address_of(person_id(request))
    address = known.address.as_dict() if known else {}
    draft = ask.draft_of(person_id(request), run.pk)
    if draft is None:
        card = card_of(person_id(request))
        answers, _open = read(request.GET.dict())
        if answers.get("use") == DegreeUse.UNSURE:
            answers["education"] = Education.UNSURE
        return {**address, **answers, "email": card.email, "phone": card.phone}
    return {**address, **forms.initial_from_draft(draft.answers)}


@require_GET
@login_required
def application(request: HttpRequest, application_id: int) -> HttpResponse:
    """Receipt first, case page after: state, seat, price and why, the decision, what can be done."""
    mine = get_object_or_404(ask.applications_of(person_id(request)), pk=application_id)
    case = case_of(mine, today=clock.today())
    state, run = case.state, case.run
    context = {
        "application": mine,
        "state": state,
        "heading": heading(state),
        "step": next_step(case),
        "run": run,
        "others": _other_classes(run, state),
        "price": price_words(mine.quote) if state in HAS_A_PRICE else None,
        "verdicts": stored_verdicts(mine.verdicts) if state in HAS_NOTES else [],
        "decision": case.decision,
        "decisions": list(ask.decisions_of(mine.pk)),
        "can_withdraw": _can_withdraw(mine, run),
        "moved": notices_to(mine.person_id).filter(code="run_moved", about=mine.ref).first(),
    }
    return render(request, "enrolment/application.html", context)


def _can_withdraw(mine: Application, run: RunFacts) -> bool:
    return services.can_withdraw(mine, ends_on=run.ends_on, is_cancelled=run.is_cancelled, on=clock.today())


def _other_classes(run: RunFacts, state: ApplicationState) -> tuple[RunNearby, ...]:
    """What somebody can apply for who cannot, or may not want to, attend this class."""
    if state not in LEADS_ELSEWHERE:
        return ()
    return open_instead_of(run.pk, {course.course_id for course in run.courses}, clock.today())


@require_http_methods(["GET", "POST"])
@form_page
def withdraw(request: HttpRequest, application_id: int) -> HttpResponse:
    """What is given up, and then the act."""
    mine = ask.own_application_or_404(person_id(request), application_id)
    run = run_facts(mine.run_id)
    if request.method == "GET" and _can_withdraw(mine, run):
        return render(request, "enrolment/withdraw.html", {"application": mine, "run": run})
    if request.method == "GET":
        return redirect("enrolment:application", mine.pk)
    try:
        services.withdraw(mine.pk, actor=services.person(person_id(request)), now=clock.now())
    except services.MoveNotAllowedError:
        messages.error(request, _("The application can no longer be withdrawn."))
    else:
        messages.success(
            request,
            _("Your application has been withdrawn. The seat is now free for somebody else.")
            if mine.seat
            else _("Your application has been withdrawn."),
        )
    return redirect("enrolment:application", mine.pk)
