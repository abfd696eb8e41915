"""Middleware for every page: which requests are valid, what may be cached, what was sent while signed out."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.cache import patch_vary_headers

from amu.web.errors import error_page
from amu.web.saved_forms import tell_what_was_not_done

# Seconds for which a shared cache may answer by itself, and for how many more while it revalidates.
FRESH, STALE = 10, 30

SHARED = f"public, max-age=0, s-maxage={FRESH}, stale-while-revalidate={STALE}"

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ReadableRequestMiddleware:
    """Deal with text that PostgreSQL cannot store before any view sees it.

    An address with control characters in its path names nothing. A NUL in a query is left out. A form with a NUL in
    it was not typed by anybody, and is refused.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.isprintable():
            return error_page(404)
        if request.method == "POST" and _has_nul(request.POST):
            return error_page(400)
        if _has_nul(request.GET):
            request.GET = _without_nul(request.GET)  # type: ignore[assignment]  # as Django itself assigns it
        return self.get_response(request)


class BodySizeMiddleware:
    """Refuse a body by the length it names, before any of it is read: 413 above the limit, 411 without a length."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "Transfer-Encoding" in request.headers and not request.headers.get("Content-Length"):
            response = error_page(400)
            response.status_code = 411
            return response
        length = request.headers.get("Content-Length", "")
        if length.isascii() and length.isdecimal() and int(length) > settings.LARGEST_REQUEST:
            return error_page(413)
        return self.get_response(request)


def _has_nul(fields: QueryDict) -> bool:
    return any("\0" in text for name, values in fields.lists() for text in (name, *values))


def _without_nul(fields: QueryDict) -> QueryDict:
    readable = QueryDict(mutable=True)
    for name, values in fields.lists():
        readable.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    return readable


class PrivatePagesMiddleware:
    """Set Cache-Control: a private page is never stored, a public page may be cached by a proxy for seconds.

    No search engine is to keep what somebody sees who is signed in.

    A browser asks each time, and gets "not modified" when its copy is still right (ETag). The answer varies
    with the cookie, unless its view has set a rule of its own because the file is the same for everybody.
    This middleware must come before those of session and CSRF in the settings, so that it sees the cookies
    they set.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        has_own_rule = response.has_header("Cache-Control")
        if is_personal(request, response):
            response["Cache-Control"] = "no-store"
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                response["X-Robots-Tag"] = "noindex"
        elif not has_own_rule:
            response["Cache-Control"] = SHARED if response.status_code == 200 else "no-cache"
        if not has_own_rule:
            patch_vary_headers(response, ["Cookie"])
        return response


def is_personal(request: HttpRequest, response: HttpResponseBase | None = None) -> bool:
    """Whether a cookie that belongs to one person came with the request or leaves with the answer."""
    own = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    leaves = response is not None and bool(response.cookies)
    return bool(own & request.COOKIES.keys()) or leaves or request.method not in {"GET", "HEAD"}


class MethodNotAllowedMiddleware:
    """Give 405 a page, whatever answered it: Django's own answer is empty."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 405:
            return response
        page = error_page(405)
        page["Allow"] = response["Allow"]
        return page


class SentSignedOutMiddleware:
    """Tell somebody who pressed a button while signed out, once they are back on its page, that nothing was done.

    After the middleware of the second factor: who has not given it is not back yet.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Nothing is read for somebody without a session, so that public pages stay public."""
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if request.method == "GET" and has_session and request.user.is_authenticated:
            tell_what_was_not_done(request)
