"""Send the person to the broker, and handle the return. Both addresses are outside the language prefix."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from amu.people.mitid.errors import RefusedError
from amu.people.mitid.pages import Stop, stopped
from amu.people.mitid.provider import MitIDOAuth2Adapter

PEOPLE, COMPANIES = "mitid", "mitid_erhverv"


def _provider_of(wanted: str) -> str:
    return COMPANIES if wanted == "company" else PEOPLE


@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """Start a sign-in. Only by POST with our CSRF token, so that another site cannot start one."""
    if request.method != "POST":
        return redirect("sign_in")
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = get_language() or settings.LANGUAGE_CODE
    next_url = safe_next(request, request.POST.get("next", ""))
    provider = get_adapter().get_provider(request, _provider_of(request.POST.get("for", "")))
    with override(language):
        try:
            response: HttpResponse = provider.leave_for_broker(request, next_url=next_url, language=language)
        except (RequestException, RefusedError):
            return stopped(request, Stop.AWAY, next_url=next_url)
    return response


@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """The end of a sign-in, in the language it began in."""
    remembered = statekit.get_states(request).get(request.GET.get("state", ""))
    language = remembered[0].get("language") if remembered else None
    provider_id = str(remembered[2]) if remembered else PEOPLE
    with override(language or get_language()):
        try:
            response: HttpResponse = ReturnView.adapter_view(MitIDOAuth2Adapter(request, provider_id))(
                request
            )
        except (RequestException, RefusedError):  # before the code is exchanged: the broker's description
            return stopped(request, Stop.AWAY)
    return response


class ReturnView(OAuth2CallbackView):  # type: ignore[misc]  # allauth is untyped
    """allauth's own, with what we remembered handed to the adapter: the nonce is in it."""

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[Any, Any]:
        state, response = super()._get_state(request, provider)
        self.adapter.state = state or {}
        return state, response


def safe_next(request: HttpRequest, url: str) -> str:
    """The address when it is one of ours and whole, else nothing."""
    if url.startswith("//") or not url.startswith(("/", "http://", "https://")):
        return ""
    ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if ours else ""
