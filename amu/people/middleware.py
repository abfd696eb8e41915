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

ALWAYS_OPEN = {"sign_out", "account_logout"}
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
            return _to_staff_sign_in(request) if _in_register(match) else None
        user = request.user
        if not user.is_staff:
            if _in_register(match) or match.view_name in FOR_STAFF:
                raise Http404
            return None
        return _to_second_factor(request, user, match.view_name)


def _in_register(match: ResolverMatch) -> bool:
    return "admin" in match.app_names


def _to_staff_sign_in(request: HttpRequest) -> HttpResponseBase:
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")


def _to_second_factor(request: HttpRequest, user: User, name: str) -> HttpResponseBase | None:
    """Where staff must go first, or None when nothing is missing."""
    if name in ALWAYS_OPEN or _has_proved(request, user):
        return None
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if Authenticator.Type.TOTP in kinds:
        return None if name in TO_PROVE else _with_next(request, "mfa_reauthenticate")
    if Authenticator.Type.WEBAUTHN in kinds:
        return None if name in TO_PROVE else _with_next(request, "mfa_reauthenticate_webauthn")
    return None if name in TO_ENROL else redirect("mfa_index")


def _has_proved(request: HttpRequest, user: User) -> bool:
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def _with_next(request: HttpRequest, name: str) -> HttpResponseBase:
    wanted = request.get_full_path() if request.method == "GET" else reverse("staff_start")
    return redirect(f"{reverse(name)}?{urlencode({'next': wanted})}")
