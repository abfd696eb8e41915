"""Where allauth asks what to do with a MitID sign-in."""

import logging
from typing import Any, Never, override

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.http import HttpRequest
from django.utils.translation import get_language
from requests import RequestException

from amu import clock
from amu.kernel.errors import CodedError
from amu.people import services
from amu.people.mitid.errors import RefusedError, TooLowLevelError
from amu.people.mitid.pages import Stop, stopped

logger = logging.getLogger(__name__)


class MitIDAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    @override
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """People are created by our own service, never by allauth's sign-up."""
        return False

    @override
    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """An e-mail address says nothing about who somebody is."""
        return

    @override
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        language = get_language() or "da"
        try:
            sociallogin.user = services.sign_in_from_mitid(
                sociallogin.identity, language=language, now=clock.now()
            )
        except CodedError as error:
            raise RefusedError(error.code) from error

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = AuthError.UNKNOWN,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> Never:
        """Each way of not getting in has a page that says what happened and what to do."""
        state = (extra_context or {}).get("state")
        why = _why(error, exception, has_state=state is not None)
        if getattr(exception, "code", "") in {"scheme", "company"} and _is_of_companies(provider):
            why = Stop.NOT_FOR_COMPANY
        code = getattr(exception, "code", type(exception).__name__ if exception else str(error))
        logger.warning("mitid_sign_in_stopped", extra={"why": why.value, "code": code})
        raise ImmediateHttpResponse(stopped(request, why, next_url=(state or {}).get("next", "")))


def _is_of_companies(provider: Any) -> bool:
    return bool(getattr(provider, "app", None) and provider.app.settings.get("is_of_companies"))


def _why(error: Any, exception: Exception | None, *, has_state: bool) -> Stop:
    if error == AuthError.CANCELLED:
        return Stop.CANCELLED
    if isinstance(exception, TooLowLevelError):
        return Stop.TOO_LOW
    if isinstance(exception, RefusedError):
        return Stop.REFUSED
    if isinstance(exception, RequestException):
        return Stop.AWAY
    return Stop.REFUSED if has_state else Stop.EXPIRED
