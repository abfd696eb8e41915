"""The page for a form that came with an outdated token. Nothing was done, and what was typed is kept."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amu import clock
from amu.web.saved_forms import save
from amu.web.shown import shown_by

logger = logging.getLogger(__name__)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or the form came from elsewhere. Nothing was done.

    A form that we showed to somebody is saved for them, and what they typed is shown again unless somebody else is
    signed in now. Of a form that we did not show, nothing is: no other site can put words on this page.
    """
    logger.warning("csrf_refused", extra={"reason": reason})
    shown = shown_by(request)
    is_theirs = shown is not None and request.user.pk in {None, shown.person_id}
    words = (
        [text for name in shown.words for text in request.POST.getlist(name)] if shown and is_theirs else []
    )
    context = {
        "is_saved": save(request, now=clock.now()) is not None and is_theirs,
        "texts": [text for text in words if text.strip()],
        "back": shown.page.address if shown else request.path,
    }
    return render(request, "errors/csrf.html", context, status=403)
