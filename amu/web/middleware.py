"""What holds for every page: which addresses make sense, and what may lie in a cache."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

from amu.web.errors import error_page

# Seconds a shared cache may answer by itself, and for how long after them while it asks us again.
FRESH, STALE = 10, 30

SHARED = f"public, max-age=0, s-maxage={FRESH}, stale-while-revalidate={STALE}"

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ReadableAddressMiddleware:
    """An address with control characters in it names nothing; PostgreSQL would refuse it with an error."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request) if request.path_info.isprintable() else error_page(404)


class PrivatePagesMiddleware:
    """A page made for a person is stored nowhere; a page everybody gets may be shared by a proxy for seconds.

    A browser asks each time, and hears "not modified" where its copy is still right (ETag). Whoever has a
    cookie gets another page, so an answer varies with it unless its view has set a rule of its own, as for a
    file that is the same for everybody. The middleware stands outside those of session
    and CSRF, so that it sees the cookies they set.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        has_own_rule = response.has_header("Cache-Control")
        if is_personal(request, response):
            response["Cache-Control"] = "no-store"
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
