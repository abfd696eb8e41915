"""Read a decision, and fetch its letter."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amu import clock
from amu.documents.downloads import download
from amu.documents.selectors import readable
from amu.kernel.statutes import statute
from amu.mandates.acting import looked, mandate_of
from amu.people.enums import Seen
from courses.classes.selectors import run_facts
from enrolment import services
from enrolment.application_words import price_words
from enrolment.selectors import applications as ask


@require_GET
@login_required
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    mine = ask.own_decision_or_404(request.user.pk, decision_id)
    looked(request, mine.application.person_id, what=Seen.DECISION, ref=mine.ref)
    context = {
        "decision": mine,
        "application": mine.application,
        "acts_by": mandate_of(request, mine.application.person_id, mine.application_id),
        "run": run_facts(mine.application.run_id),
        "statutes": [statute(name) for name in mine.statutes],
        "price": price_words(mine.application.quote),
        "is_late_now": bool(mine.appeal_by and clock.today() > mine.appeal_by),
    }
    return render(request, "enrolment/decision.html", context)


@require_GET
@login_required
def letter(request: HttpRequest, decision_id: int) -> HttpResponse:
    mine = ask.own_decision_or_404(request.user.pk, decision_id)
    letter_id = mine.letter_id or services.letter_of(mine.pk, now=clock.now())
    if letter_id is None:
        raise Http404
    looked(request, mine.application.person_id, what=Seen.DOCUMENT, ref=mine.ref)
    return download(readable(letter_id), name=f"{mine.application.number}-{mine.version}")
