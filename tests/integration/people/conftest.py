"""A real identity provider in this process, and people and staff who sign in through real pages."""

from urllib.parse import urlsplit

import pytest
import requests
from django.conf import settings as configured
from django.core.cache import cache

from amu import clock
from amu.local.identity_provider import Client as KnownClient
from amu.local.identity_provider import IdentityProvider
from amu.local.loopback_http import serve_in_thread
from amu.local.personas import code_now
from amu.people.enums import Role
from amu.people.models import User
from amu.people.second_factor import factor_of
from amu.people.services import grant_membership
from amu.settings.env import Env
from amu.settings.identity import social_providers
from courses.models import Provider

RETURN_ADDRESS = "http://testserver/mitid/retur/"
PASSWORD = "et-langt-kodeord-her"


class Journey:
    """One person's way through our pages and the identity provider's."""

    def __init__(self, client):
        self.client = client

    def leave(self, *, query="", **form):
        """Press the button; the address of the identity provider comes back."""
        response = self.client.post(f"/mitid/login/{query}", {"language": "da", **form})
        assert response.status_code == 302, response.content
        return response["Location"]

    def choose(self, address, person):
        """Pick somebody at the identity provider; the way back to us comes back."""
        response = requests.post(address, data={"person": person}, allow_redirects=False, timeout=5)
        assert response.status_code == 303, response.text
        return response.headers["Location"]

    def come_back(self, address):
        parts = urlsplit(address)
        return self.client.get(f"{parts.path}?{parts.query}")

    def sign_in(self, person="electrician", **form):
        return self.come_back(self.choose(self.leave(**form), person))


@pytest.fixture(autouse=True)
def _no_memory_of_attempts():
    """Sign-in attempts are counted in the cache; each test begins at none."""
    cache.clear()


@pytest.fixture(scope="session")
def _identity_provider():
    provider = IdentityProvider("", {})
    with serve_in_thread(provider) as port:
        provider.issuer = f"http://127.0.0.1:{port}"
        yield provider


@pytest.fixture
def identity_provider(_identity_provider, settings):
    """The test identity provider, known to the settings as the broker."""
    issuer = _identity_provider.issuer
    known = KnownClient("urn:amu:test", "a-secret", frozenset({RETURN_ADDRESS}))
    _identity_provider.clients = {known.id: known}
    _identity_provider.forge = None
    settings.SOCIALACCOUNT_PROVIDERS = social_providers(
        Env({}), issuer, client_id=known.id, secret=known.secret
    )
    settings.MITID_ISSUER = issuer
    return _identity_provider


@pytest.fixture
def journey(client, db, identity_provider):
    return Journey(client)


@pytest.fixture
def mitid_settings(identity_provider):
    """What the adapter reads of the broker, for a test to change."""
    return configured.SOCIALACCOUNT_PROVIDERS["mitid"]["APPS"][0]["settings"]


@pytest.fixture
def make_provider(db):
    def make(key):
        return Provider.objects.create(key=key, name=key.upper(), kind="amu_centre")

    return make


@pytest.fixture
def make_staff(make_provider):
    """An employee with a role at a school of that key, or at the ministry."""

    def make(username, role=Role.REGISTRAR, school=None):
        user = User.objects.create_user(username, PASSWORD, full_name=f"Navn {username}")
        provider = Provider.objects.filter(key=school).first() or (make_provider(school) if school else None)
        grant_membership(user.pk, role=role, provider_id=provider and provider.pk, by=None, now=clock.now())
        return User.objects.get(pk=user.pk)

    return make


@pytest.fixture
def make_operator(db):
    def make(username="operator"):
        return User.objects.create_superuser(username, PASSWORD)

    return make


@pytest.fixture
def enrol():
    """Give an employee a code app; its seed comes back."""
    from allauth.mfa.totp.internal.auth import TOTP

    def enrol(user, seed="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"):
        with factor_of(user.pk):
            TOTP.activate(user, seed)
        return seed

    return enrol


@pytest.fixture
def sign_in_staff(client, enrol):
    """Sign in with password and code through the pages; the client comes back."""

    def sign_in(user, browser=client):
        seed = enrol(user)
        give_password(browser, user)
        response = browser.post("/da/konto/2fa/authenticate/", {"code": code_now(seed)})
        assert response.status_code == 302, response.content
        return browser

    return sign_in


def give_password(browser, user, password=PASSWORD, **form):
    from django.urls import reverse

    return browser.post(reverse("account_login"), {"login": user.username, "password": password, **form})
