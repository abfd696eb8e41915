"""MitID for allauth: code flow with PKCE, where nothing of importance is taken from the browser."""

import hashlib
import secrets
from typing import Any, override

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import (
    OpenIDConnectProvider,
    OpenIDConnectProviderAccount,
)
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from amu.people.identity import Identity
from amu.people.mitid.claims import identity_from
from amu.people.mitid.errors import MALFORMED, RefusedError
from amu.people.mitid.tokens import verified_claims

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class MitIDOAuth2Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth is untyped
    """Talks to the broker. ``state`` is what we remembered when the person left for it."""

    state: dict[str, Any]

    def __init__(self, request: HttpRequest, provider_id: str = "mitid") -> None:
        super().__init__(request, provider_id)
        self.state = {}
        self._description: dict[str, Any] | None = None

    @property
    def openid_config(self) -> dict[str, Any]:
        """The broker's own description; one that names another issuer is not the broker's."""
        if self._description is None:
            found = fetched_object(self.get_provider().server_url, "description")
            if found.get("issuer") != self.settings["issuer"]:
                raise RefusedError("issuer")
            if not all(isinstance(found.get(name), str) for name in ENDPOINTS):
                raise RefusedError("description")
            self._description = found
        return self._description

    @property
    def basic_auth(self) -> bool:
        """How we show our secret: in the form, unless the broker wants it in a header."""
        methods = self.openid_config.get("token_endpoint_auth_methods_supported")
        return (
            isinstance(methods, list)
            and "client_secret_post" not in methods
            and "client_secret_basic" in methods
        )

    @property
    def settings(self) -> dict[str, Any]:
        app_settings: dict[str, Any] = self.get_provider().app.settings
        return app_settings

    @override
    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return request.build_absolute_uri(reverse("mitid_callback"))

    @override
    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, str]:
        """What the token endpoint answered, as far as we need it. Raises RefusedError ``answer``."""
        try:
            found = super().get_access_token_data(*args, **kwargs)
        except MALFORMED as error:
            raise RefusedError("answer") from error
        token = found.get("id_token") if isinstance(found, dict) else None
        if not isinstance(token, str):
            raise RefusedError("answer")
        return {"id_token": token}

    @override
    def parse_token(self, data: dict[str, str]) -> SocialToken:
        """Nothing is asked with the access token, so neither it nor its end is read."""
        del data
        return SocialToken()

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        """A sign-in from the claims of the token; nothing of it is stored in allauth's tables."""
        del token
        claims = verified_claims(
            kwargs["response"]["id_token"],
            keys=fetched_object(self.openid_config["jwks_uri"], "key"),
            issuer=self.settings["issuer"],
            client_id=app.client_id,
            nonce=str(self.state.get("nonce", "")),
            algorithms=self.settings["signing_algorithms"],
        )
        return self.get_provider().sign_in_of(request, identity_from(claims, self.settings))


def fetched_object(address: str, code: str) -> dict[str, Any]:
    """The JSON object at an address of the broker's. Raises RefusedError with ``code`` for anything else there, and
    RequestException when nothing answers."""
    with get_adapter().get_requests_session() as session:
        response = session.get(address)
        response.raise_for_status()
    try:
        found = response.json()
    except MALFORMED as error:
        raise RefusedError(code) from error
    if not isinstance(found, dict):
        raise RefusedError(code)
    return found


class MitIDProvider(OpenIDConnectProvider):  # type: ignore[misc]
    id = "mitid"
    name = "MitID"
    account_class = OpenIDConnectProviderAccount
    oauth2_adapter_class = MitIDOAuth2Adapter
    pkce_enabled_default = True
    supports_token_authentication = False

    def leave_for_broker(self, request: HttpRequest, *, next_url: str, language: str) -> HttpResponse:
        """Send the person off to sign in. Scope and level are ours alone, whatever the request holds.

        Raises requests.RequestException when the broker does not answer.
        """
        nonce = secrets.token_urlsafe(32)
        response: HttpResponse = self.redirect(
            request,
            process=AuthProcess.LOGIN,
            next_url=next_url,
            auth_params={**self.get_auth_params(), "nonce": nonce, "ui_locales": language},
            nonce=nonce,
            language=language,
        )
        return response

    def sign_in_of(self, request: HttpRequest, identity: Identity) -> SocialLogin:
        """allauth's sign-in for an identity. Its account is a handle in memory: our own row is the key."""
        uid = hashlib.sha256(f"{identity.issuer}\n{identity.subject}".encode()).hexdigest()
        account = SocialAccount(provider=self.sub_id, uid=uid, extra_data={})
        login = SocialLogin(provider=self, account=account)
        login.user = get_adapter().new_user(request, login)
        login.identity = identity
        return login


provider_classes = [MitIDProvider]
