"""What is held about the person signed in: a page that explains it, and all of it in one file."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from amu import clock
from amu.journal.services import person
from amu.kernel.statutes import statute
from amu.own_data import services
from amu.own_data.services import ACCESS, MOST_IN_A_DAY, NotNow, NotNowError
from amu.own_data.words import holds, omissions, read_me
from amu.people.requests import user_id
from amu.web.formatting import long_moment
from amu.web.sign_in_first import button_on

FILE_NAME = "amu-data.zip"


def section(_user: Any) -> dict[str, Any]:
    """The part of My Overview that leads to the page."""
    return {}


@never_cache
@require_safe
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    facts = {
        "holds": holds(employee=request.user.is_staff),
        "omissions": omissions(employee=request.user.is_staff),
        "most": MOST_IN_A_DAY,
        "statute": statute(ACCESS),
        "cited": statute(ACCESS).cite(get_language() or "da"),
    }
    return render(request, "own_data/own_data.html", facts)


@button_on("own_data")
def own_data_file(request: HttpRequest) -> HttpResponseBase:
    """Everything in one ZIP file. Its name says nothing of whose it is."""
    user, now = user_id(request), clock.now()
    explained = read_me(long_moment(now), employee=request.user.is_staff)
    try:
        package = services.download(user, read_me=explained, actor=person(user), now=now)
    except NotNowError as error:
        messages.error(request, _not_now(error.why))
        return redirect("own_data")
    response = FileResponse(
        package.file, as_attachment=True, filename=FILE_NAME, content_type="application/zip"
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    return response


def _not_now(why: NotNow) -> str:
    if why is NotNow.BEING_MADE:
        return _("Your file is being made already. Wait for it to arrive.")
    return _("You have had this file %(most)s times in 24 hours. Try again tomorrow.") % {
        "most": MOST_IN_A_DAY
    }
