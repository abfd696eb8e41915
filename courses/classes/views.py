"""Where a school's own system tells how many seats of a class it has sold. For machines: JSON, and keys."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from amu import clock
from amu.web.throttle import WINDOW, too_many, too_many_of
from amu.words import Kind, say
from courses.classes.models import CourseRun, SchoolKey
from courses.classes.services.counting import Count, CountRefusedError, take_count
from courses.classes.services.keys import key_of
from courses.enums import RunStatus

MOST_REQUESTS = 600  # of one key in ten minutes
MOST_REFUSED = 30  # requests without a key that works, of one address in ten minutes
LONGEST_NAME = 64
MOST_SEATS = 5000
NO_KEY, NOT_FOUND, BAD_REQUEST, TOO_MANY = "no_key", "class_not_found", "bad_request", "too_many_requests"


class BadRequestError(ValueError):
    """What is wrong with the body, in words."""


@csrf_exempt
@never_cache
def seats_elsewhere(request: HttpRequest, booking_code: str) -> HttpResponse:
    """GET: how many seats the class has, and who sold them. PUT: how many the school's own system has sold."""
    if request.method not in {"GET", "PUT"}:
        detail = _("Use GET to read the seats, or PUT to tell how many you have sold.")
        return _problem(405, "method", detail, headers={"Allow": "GET, PUT"})
    if too_many(request, "seats_without_key", MOST_REFUSED):
        return _too_many()
    key = _key(request)
    if key is None:
        too_many(request, "seats_without_key", MOST_REFUSED, count=True)
        detail = _("Send a key that works: Authorization: Bearer amu_… The school's leader makes them.")
        return _problem(401, NO_KEY, detail, headers={"WWW-Authenticate": "Bearer"})
    if too_many_of(key.prefix, "seats", MOST_REQUESTS, count=True):
        return _too_many()
    run = _run(key, booking_code)
    if run is None:
        return _problem(404, NOT_FOUND, _("Your school has no class with this booking code."))
    if request.method == "GET":
        return JsonResponse(_state(run))
    try:
        run = take_count(run.pk, _count(request), key=key, now=clock.now())
    except BadRequestError as error:
        return _problem(422, BAD_REQUEST, str(error))
    except CountRefusedError as error:
        return _problem(409, error.code, say(Kind.FINDING, error.code, error.facts), facts=error.facts)
    return JsonResponse(_state(run))


def _key(request: HttpRequest) -> SchoolKey | None:
    kind, _space, text = request.headers.get("Authorization", "").partition(" ")
    return key_of(text.strip(), now=clock.now()) if kind.lower() == "bearer" else None


def _run(key: SchoolKey, booking_code: str) -> CourseRun | None:
    """A class of the key's school that is not a draft: of another school, or not there, is the same."""
    rows = CourseRun.objects.filter(provider_id=key.provider_id).exclude(status=RunStatus.DRAFT)
    return rows.filter(booking_code__iexact=booking_code).first()


def _count(request: HttpRequest) -> Count:
    """Raises BadRequestError."""
    if request.content_type != "application/json":
        raise BadRequestError(_("Send JSON, with Content-Type: application/json."))
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise BadRequestError(_("The body is not JSON.")) from error
    if not isinstance(body, dict):
        raise BadRequestError(_("The body must be an object with the field seats."))
    if unknown := sorted(set(body) - {"seats", "counted_on"}):
        raise BadRequestError(_("There is no field %(name)s.") % {"name": unknown[0][:40]})
    seats = body.get("seats")
    if type(seats) is not int or not 0 <= seats <= MOST_SEATS:
        raise BadRequestError(_("The field seats must be a whole number from 0."))
    name = request.headers.get("Idempotency-Key", "")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise BadRequestError(
            _("The Idempotency-Key has at most %(most)s characters.") % {"most": LONGEST_NAME}
        )
    return Count(seats, _day(body.get("counted_on")), name)


def _day(value: Any) -> date:
    """Today where no day is told."""
    if value is None:
        return clock.today()
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadRequestError(_("The field counted_on must be a date such as 2026-11-28.")) from error


def _state(run: CourseRun) -> dict[str, Any]:
    return {
        "booking_code": run.booking_code,
        "capacity": run.capacity,
        "seats_elsewhere": run.seats_elsewhere,
        "counted_on": run.seats_elsewhere_on.isoformat() if run.seats_elsewhere_on else None,
        "seats_here": run.seats_taken,
        "waiting": run.waiting,
        "free": run.seats_left,
        "page": reverse("courses:run", args=[run.booking_code]),
    }


def _problem(
    status: int,
    code: str,
    detail: str,
    *,
    facts: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """Problem details (RFC 9457). ``code`` is stable; ``detail`` is for people, in the language they asked for."""
    body = {"title": code, "status": status, "detail": detail, **(facts or {})}
    return JsonResponse(body, status=status, content_type="application/problem+json", headers=headers)


def _too_many() -> JsonResponse:
    detail = _("Too many requests. Wait ten minutes.")
    return _problem(429, TOO_MANY, detail, headers={"Retry-After": str(WINDOW)})
