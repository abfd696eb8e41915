"""When a session ends: after half an hour without a request, and eight hours after the sign-in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponseBase

from amu import clock

BEGAN, SEEN = "began", "seen"  # seconds, in the session
NOTED_EVERY = 60  # seconds


def begin(*, request: HttpRequest, **_: Any) -> None:
    """At sign-in, as a receiver of Django's signal."""
    request.session[BEGAN] = request.session[SEEN] = _now()


class SessionEndMiddleware:
    """End a session that is over before a view sees who it was of. What was typed is kept as for any that is gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            _end_or_note(request)
        return self.get_response(request)


def _end_or_note(request: HttpRequest) -> None:
    now = _now()
    began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, 0)
    if BEGAN not in request.session:
        begin(request=request)
    elif now - began > settings.SESSION_LONGEST or now - seen > settings.SESSION_IDLE:
        logout(request)
    elif now - seen >= NOTED_EVERY:
        request.session[SEEN] = now


def _now() -> int:
    return int(clock.now().timestamp())
