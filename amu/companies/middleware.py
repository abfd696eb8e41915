"""Whoever signed in for a company has the company's pages and the public ones; no person's."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

OPEN_NAMESPACES = {"companies", "courses"}
INSTEAD = {"overview": "companies:overview", "enrolment:apply": "enrolment:book"}
OPEN = {
    *("front", "refused", "contact", "was", "about_data", "price_guide", "enrolment:six_weeks"),
    *("open_data_csv", "open_data_json", "open_data_xlsx", "robots", "sitemap", "sitemap_section"),
    *("certificates:verify", "certificates:certificate", "certificates:roots"),
    *("health_live", "health_ready", "health_deep"),
    *("sign_in", "sign_out", "account_logout", "account_inactive", "mitid_login", "mitid_callback"),
    *("my_data", "own_data", "own_data_file"),  # of whoever acts: their name, and what they did
}


class CompanyPagesMiddleware:
    """404 for a page of people's own cases: nobody applies, appeals or has a certificate as a company."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, arguments: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Nothing is read for somebody without a session, so that public pages stay public."""
        match = request.resolver_match
        if match is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not getattr(request.user, "for_company", False):
            return None
        if match.view_name in INSTEAD:
            answer: HttpResponseBase = redirect(INSTEAD[match.view_name], **arguments)
            return answer
        if getattr(view, "is_for_companies", False):
            return None
        if match.view_name in OPEN or OPEN_NAMESPACES.intersection(match.namespaces) or not match.url_name:
            return None
        raise Http404
