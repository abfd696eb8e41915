"""Staff must have a second factor, and Django admin answers 404 to anybody else."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse
from django.utils.http import urlencode

from amu.people.models import User
from amu.web.saved_forms import sign_in_first
from amu.web.shown import Page

ALWAYS_OPEN = {"sign_out", "account_logout"}
SIGN_OUT_OF_ADMIN = "admin:logout"
TO_PROVE = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
TO_ENROL = {
    "account_change_password",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
    "mfa_list_webauthn",
}
FOR_STAFF = {
    *TO_PROVE,
    *TO_ENROL,
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}


class StaffSecondFactorMiddleware:
    """allauth asks for a second factor only of those who have one; this makes staff have one.

    A session that was open before its owner enrolled has proved nothing: it must give a code too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        """Nothing is read for somebody without a session, so that public pages stay public."""
        match = request.resolver_match
        if match is None:
            return None
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return _to_staff_sign_in(request, match) if _in_register(match) else None
        user = request.user
        if not user.is_staff:
            if _in_register(match) or match.view_name in FOR_STAFF:
                raise Http404
            return None
        return _to_second_factor(request, user, match)


def _in_register(match: ResolverMatch) -> bool:
    return "admin" in match.app_names


def _to_staff_sign_in(request: HttpRequest, match: ResolverMatch) -> HttpResponseBase:
    if match.view_name == SIGN_OUT_OF_ADMIN:
        return redirect("front")
    return sign_in_first(request, Page.of(request), request.get_full_path(), sign_in="account_login")


def _to_second_factor(request: HttpRequest, user: User, match: ResolverMatch) -> HttpResponseBase | None:
    """Where staff must go first, or None when nothing is missing."""
    name = match.view_name
    if name in ALWAYS_OPEN or _has_proved(request, user):
        return None
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if Authenticator.Type.TOTP in kinds:
        return None if name in TO_PROVE else _to_prove(request, match, "mfa_reauthenticate")
    if Authenticator.Type.WEBAUTHN in kinds:
        return None if name in TO_PROVE else _to_prove(request, match, "mfa_reauthenticate_webauthn")
    return None if name in TO_ENROL else redirect("mfa_index")


def _has_proved(request: HttpRequest, user: User) -> bool:
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def _to_prove(request: HttpRequest, match: ResolverMatch, name: str) -> HttpResponseBase:
    if request.method == "GET" or _in_register(match):
        return sign_in_first(request, Page.of(request), request.get_full_path(), sign_in=name)
    return redirect(f"{reverse(name)}?{urlencode({'next': reverse('staff_start')})}")
