"""What people see when something is wrong: what happened, whether anything is lost, what to do now."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


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


def error_page(status: int) -> HttpResponse:
    """Drawn without the request: no session and no database, which may be what is broken."""
    return HttpResponse(render_to_string(f"errors/{status}.html"), status=status)
