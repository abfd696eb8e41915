"""A person's own certificates."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from amu import clock
from amu.documents.downloads import download
from amu.documents.selectors import readable
from amu.journal.services import person
from amu.web.sign_in_first import button_on
from certificates.selectors import certificates as ask
from certificates.services import naming
from certificates.services.issuing import (
    NoStatementError,
    NotValidError,
    TooOftenError,
    reissue,
    state_participation,
)
from enrolment.selectors.applications import own_result_or_404


@require_GET
@login_required
def pdf(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """The file, or for a certificate that is no longer valid the page that says so."""
    mine = ask.own_certificate_or_404(request.user.pk, certificate_id)
    if not mine.is_valid:
        return redirect("certificates:certificate", mine.printed_code)
    return download(readable(ask.current_issue(mine).sealed.pk), name=f"AMU-{mine.number}")


@button_on("overview")
def lost(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """A new copy, marked as reissued. The old one stays valid in what it says."""
    mine = ask.own_certificate_or_404(request.user.pk, certificate_id)
    actor = person(mine.person_id)
    try:
        reissue(mine.pk, language=get_language() or "da", actor=actor, now=clock.now())
    except NotValidError:
        messages.error(request, _("It is no longer valid, so there is no new copy of it."))
    except TooOftenError:
        messages.error(
            request, _("You have had five new copies today. The last one is below. Try again tomorrow.")
        )
    else:
        messages.success(
            request,
            _(
                "A new copy is being made. You will find it below in a moment, and we write to you when it is there."
            ),
        )
    return redirect("overview")


@button_on("overview")
def statement(request: HttpRequest, result_id: int) -> HttpResponse:
    """A statement that the person took part in a course that they did not pass."""
    result = own_result_or_404(request.user.pk, result_id)
    actor = person(result.application.person_id)
    try:
        state_participation(result.pk, actor=actor, now=clock.now())
    except NoStatementError:
        messages.error(request, _("There is no statement of participation for this result. Ask the school."))
    else:
        messages.success(
            request,
            _(
                "Your statement of participation is being made. You will find it under Certificates in a moment, and we "
                "write to you when it is there."
            ),
        )
    return redirect("overview")


@button_on("overview")
def choose_name(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """Show the name on the public page, or hide it."""
    mine = ask.own_certificate_or_404(request.user.pk, certificate_id)
    shows = request.POST.get("shows") == "1"
    naming.choose_name(mine.pk, shows=shows, actor=person(mine.person_id), now=clock.now())
    messages.success(
        request,
        _("Everybody who has the code can now see your name.")
        if shows
        else _("Your name is no longer on the public page."),
    )
    return redirect("overview")
