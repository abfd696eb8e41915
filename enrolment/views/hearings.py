"""What the school has been told, what the person says to it, and the letter that asked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from amu import clock
from amu.documents.downloads import download
from amu.documents.selectors import readable
from amu.mandates.acting import actor_in, looked, mandate_of
from amu.people.enums import Seen
from amu.people.requests import person_id
from amu.web.forms import status_of
from amu.web.saved_forms import claim, show_again, typed
from amu.web.sign_in_first import form_page
from courses.classes.selectors import run_facts
from enrolment import services
from enrolment.hearing_forms import AnswerForm
from enrolment.selectors.hearings import own_hearing_or_404


@require_http_methods(["GET", "POST"])
@form_page
def hearing(request: HttpRequest, application_id: int, hearing_id: int) -> HttpResponse:
    """The facts and where they come from; the answer while there is time for it, and afterwards until the decision."""
    mine = own_hearing_or_404(person_id(request), application_id, hearing_id)
    looked(request, mine.application.person_id, what=Seen.APPLICATION, ref=mine.ref)
    takes_answer = mine.closed_at is None and mine.answered_at is None
    form = AnswerForm(typed(request))
    if request.method == "POST" and not takes_answer:
        messages.info(request, _("The school has your answer, or has decided. Nothing more was sent."))
        return redirect("enrolment:hearing", application_id, hearing_id)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_hearing(
                mine.pk,
                words=form.cleaned_data["words"],
                actor=actor_in(request, mine.application.person_id),
                now=clock.now(),
            )
        except services.HearingClosedError:
            messages.info(request, _("The school has your answer, or has decided. Nothing more was sent."))
        else:
            claim(request)
            messages.success(request, _("The school has your answer, and considers it before it decides."))
        return redirect("enrolment:application", application_id)
    if again := show_again(request, request.get_full_path()):
        return again
    context = {
        "form": form,
        "hearing": mine,
        "application": mine.application,
        "acts_by": mandate_of(request, mine.application.person_id, application_id),
        "run": run_facts(mine.application.run_id),
        "takes_answer": takes_answer,
        "is_late_now": bool(mine.answer_by and clock.today() > mine.answer_by),
    }
    return render(request, "enrolment/hearing.html", context, status=status_of(request, form))


@require_GET
@login_required
def letter(request: HttpRequest, application_id: int, hearing_id: int) -> HttpResponse:
    mine = own_hearing_or_404(request.user.pk, application_id, hearing_id)
    if mine.letter_id is None:
        raise Http404
    looked(request, mine.application.person_id, what=Seen.DOCUMENT, ref=mine.ref)
    return download(readable(mine.letter_id), name=f"{mine.application.number}-h{mine.pk}")
