"""What people see when something is wrong: what happened, whether anything is lost, what to do now."""

import logging
import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)
LONG_TEXT = 40


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return error_page(status)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 with a hint to try again when it is the database that is away."""
    away = isinstance(sys.exception(), OperationalError | InterfaceError)
    response = error_page(503 if away else 500)
    if away:
        response["Retry-After"] = "30"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or the form came from elsewhere. Nothing was received.

    Longer texts are shown again so that they can be copied; only to somebody signed in,
    so that no other site can put words on this page.
    """
    logger.warning("csrf_refused", extra={"reason": reason})
    texts = [text for text in request.POST.values() if isinstance(text, str) and len(text) >= LONG_TEXT]
    shown = texts if request.user.is_authenticated else []
    page = render_to_string("errors/csrf.html", {"texts": shown, "back": request.path}, request)
    return HttpResponse(page, status=403)


def error_page(status: int) -> HttpResponse:
    """Drawn without the request: no session and no database, which may be what is broken."""
    return HttpResponse(render_to_string(f"errors/{status}.html"), status=status)
