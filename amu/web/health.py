"""Health checks at three addresses: the process is alive, it can serve, and everything behind it works."""

import logging
from collections.abc import Callable, Mapping
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


class NotWellError(Exception):
    """Something is wrong. ``figures`` say how much, in the answer as in the exception."""

    def __init__(self, figures: Mapping[str, Any]) -> None:
        super().__init__()
        self.figures = figures


Check = Callable[[], Mapping[str, Any] | None]
_checks: dict[str, Check] = {}


def register_check(name: str, check: Check) -> None:
    """Add a question to the deep check. ``check`` answers with figures (never secrets or persons)
    and raises when something is wrong."""
    _checks[name] = check


def database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def shared_cache() -> None:
    cache.set("health", "here", 5)
    if cache.get("health") != "here":
        raise RuntimeError("the cache forgets")


# Without the cache and the broker every journey still works, so they do not decide whether to serve.
READY: dict[str, Check] = {"database": database}


@require_safe
def live(_request: HttpRequest) -> JsonResponse:
    return answer({}, well=True)


@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    return ask(READY)


@require_safe
def deep(request: HttpRequest) -> JsonResponse:
    """For the people who run the system: with the token, or from the machine itself."""
    if not may_look_deep(request):
        raise Http404
    return ask({**READY, "cache": shared_cache, **_checks})


def may_look_deep(request: HttpRequest) -> bool:
    token: str = getattr(settings, "HEALTH_TOKEN", "")
    if token:
        given = request.headers.get("Authorization", "")
        return compare_digest(given.encode(errors="surrogateescape"), f"Bearer {token}".encode())
    behind_proxy = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return not behind_proxy and request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}


def ask(checks: Mapping[str, Check]) -> JsonResponse:
    """Run every check, also after one has failed, so that the answer shows the whole state."""
    answers = {name: outcome(name, check) for name, check in checks.items()}
    return answer(answers, well=all(found["ok"] for found in answers.values()))


def outcome(name: str, check: Check) -> dict[str, Any]:
    try:
        return {"ok": True, **(check() or {})}
    except NotWellError as error:
        logger.warning(
            "health_check_failed", extra={"check": name, "error": type(error).__name__, **error.figures}
        )
        return {"ok": False, "error": type(error).__name__, **error.figures}
    except Exception as error:  # noqa: BLE001 - a broken part is the answer, not an accident
        logger.warning("health_check_failed", extra={"check": name, "error": type(error).__name__})
        return {"ok": False, "error": type(error).__name__}


def answer(checks: dict[str, dict[str, Any]], *, well: bool) -> JsonResponse:
    response = JsonResponse({"ok": well, "checks": checks}, status=200 if well else 503)
    response["Cache-Control"] = "no-store"
    return response
