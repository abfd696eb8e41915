"""Where allauth asks what to do with staff: no sign-up, no e-mail, second-factor secrets encrypted."""

from typing import Any, override

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from amu import clock
from amu.people import second_factor, services
from amu.people.models import User
from amu.web.throttle import address_of


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Operators make staff accounts; people come by MitID."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """People go to My Overview, staff to their start page, companies to theirs."""
        if getattr(request.user, "is_staff", False):
            return reverse("staff_start")
        if getattr(request.user, "for_company", False):
            return reverse("companies:overview")
        return str(super().get_login_redirect_url(request))

    @override
    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("staff_start")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        if user.is_staff:
            services.note_sign_in(user.pk, now=clock.now())
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords are counted for a name from one address: nobody can lock a colleague out from elsewhere."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{address_of(request)}"

    def add_message(self, *_: Any, **__: Any) -> None:
        """The pages say what they need to; "signed in as ..." they need not."""

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """Staff accounts have no e-mail that allauth knows of."""


class StaffMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def encrypt(self, text: str) -> str:
        return second_factor.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor.decrypt(encrypted_text)
