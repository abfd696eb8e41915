"""The receipt of an application, and later its page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from amu import clock
from amu.mandates.acting import looked, mandate_of
from amu.mandates.selectors import holding_in as mandates_in_force
from amu.notices.selectors import notices_to
from amu.people.enums import Seen
from amu.people.requests import person_id
from amu.web.sign_in_first import form_page
from courses.classes.listing import RunNearby, open_instead_of
from courses.classes.selectors import RunFacts, run_facts
from enrolment import services
from enrolment.application_words import heading, price_words, stored_verdicts
from enrolment.approval_desk import asked_about
from enrolment.enums import ApplicationState
from enrolment.models import Application
from enrolment.next_steps import HAS_A_PRICE, HAS_NOTES
from enrolment.selectors import applications as ask
from enrolment.selectors.cases import case_of, papers_of
from enrolment.selectors.classes import messages_to
from enrolment.selectors.swaps import gave_up_for, swaps_of
from enrolment.states import OVER
from enrolment.step_words import next_step

LEADS_ELSEWHERE = frozenset(
    {
        ApplicationState.CANCELLED,
        ApplicationState.NOT_PLACED,
        ApplicationState.OWED,
    }
)


@require_GET
@login_required
def application(request: HttpRequest, application_id: int) -> HttpResponse:
    """Receipt first, case page after: state, seat, price and why, the decision, what can be done."""
    mine = ask.case_to_show(person_id(request), application_id)
    looked(request, mine.person_id, what=Seen.APPLICATION, ref=mine.ref)
    acts_by = mandate_of(request, mine.person_id, mine.pk)
    case = case_of(mine, today=clock.today())
    state, run = case.state, case.run
    context = {
        "application": mine,
        "state": state,
        "heading": heading(state),
        "step": next_step(case),
        "papers": papers_of(mine.pk),
        **asked_about(mine),
        "swaps": swaps_of(mine, on=clock.today()),
        "gave_up_for": gave_up_for(mine),
        "messages_of_class": messages_to(mine.pk),
        "is_over": state in OVER,
        "run": run,
        "others": _other_classes(run, state),
        "price": price_words(mine.quote) if state in HAS_A_PRICE else None,
        "verdicts": stored_verdicts(mine.verdicts) if state in HAS_NOTES else [],
        "decision": case.decision,
        "decisions": list(ask.decisions_of(mine.pk)),
        "can_withdraw": acts_by is None and _can_withdraw(mine, run),
        "acts_by": acts_by,
        "mandates": mandates_in_force(mine.pk) if acts_by is None else [],
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
    """What is given up, and then the act. The person's own: a representative gives up no seat."""
    mine = ask.nobody_elses_application_or_404(person_id(request), application_id)
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
