"""The test identity provider is strict: what a broker would refuse, it refuses."""

import base64
import hashlib
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests

from amu.local import identity_provider as module
from amu.local.identity_keys import SigningKey
from tests.integration.people.conftest import RETURN_ADDRESS

VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
ASKED = {
    "client_id": "urn:amu:test",
    "redirect_uri": RETURN_ADDRESS,
    "response_type": "code",
    "scope": "openid ssn",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
    "acr_values": "urn:grn:authn:dk:mitid:substantial",
    "state": "s",
    "nonce": "n",
}


def code_for(provider, person="electrician", **changed):
    address = f"{provider.issuer}/oauth2/authorize?{urlencode({**ASKED, **changed})}"
    answer = requests.post(address, data={"person": person}, allow_redirects=False, timeout=5)
    return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


def fetch(provider, code, **changed):
    form = {
        "grant_type": "authorization_code",
        "client_id": "urn:amu:test",
        "client_secret": "a-secret",
        "redirect_uri": RETURN_ADDRESS,
        "code": code,
        "code_verifier": VERIFIER,
        **changed,
    }
    return requests.post(f"{provider.issuer}/oauth2/token", data=form, timeout=5)


def test_a_proper_client_gets_a_token(identity_provider):
    assert "id_token" in fetch(identity_provider, code_for(identity_provider)).json()


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_verifier": "w" * 64}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_grant"),
        ({"redirect_uri": RETURN_ADDRESS + "?x=1"}, "invalid_grant"),
        ({"grant_type": "password"}, "invalid_grant"),
        ({"client_secret": "guess"}, "invalid_client"),
        ({"client_secret": ""}, "invalid_client"),
        ({"client_id": "urn:amu:other"}, "invalid_client"),
        ({"code": "guess"}, "invalid_grant"),
    ],
)
def test_whoever_cannot_prove_the_sign_in_gets_no_token(identity_provider, changed, error):
    answer = fetch(identity_provider, **{"code": code_for(identity_provider), **changed})

    assert answer.json() == {"error": error}


def test_a_code_works_once(identity_provider):
    code = code_for(identity_provider)
    fetch(identity_provider, code)

    assert fetch(identity_provider, code).json() == {"error": "invalid_grant"}


def test_a_code_is_spent_by_a_wrong_guess_too(identity_provider):
    code = code_for(identity_provider)
    fetch(identity_provider, code, code_verifier="w" * 64)

    assert fetch(identity_provider, code).json() == {"error": "invalid_grant"}


def test_a_code_expires(identity_provider, monkeypatch):
    code = code_for(identity_provider)
    real = module.time
    monkeypatch.setattr(module, "time", lambda: real() + module.CODE_SECONDS + 1)

    assert fetch(identity_provider, code).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize("changed", [{"redirect_uri": RETURN_ADDRESS + "x"}, {"client_id": "nobody"}])
def test_a_stranger_is_never_sent_anywhere(identity_provider, changed):
    address = f"{identity_provider.issuer}/oauth2/authorize?{urlencode({**ASKED, **changed})}"

    assert requests.get(address, allow_redirects=False, timeout=5).status_code == 400


@pytest.mark.parametrize(
    "changed",
    [
        {"code_challenge_method": "plain"},
        {"code_challenge": "short"},
        {"response_type": "token"},
        {"scope": "ssn"},
        {"acr_values": "urn:grn:authn:se:bankid"},
    ],
)
def test_what_a_broker_would_not_accept_goes_back_as_an_error(identity_provider, changed):
    address = f"{identity_provider.issuer}/oauth2/authorize?{urlencode({**ASKED, **changed})}"

    answer = requests.get(address, allow_redirects=False, timeout=5)

    assert "error=invalid_request" in answer.headers["Location"]


def test_cpr_only_for_who_asks_for_it_and_has_one(identity_provider):
    from amu.local.identity_provider import Grant
    from amu.local.personas import persona

    def claims(key, **changed):
        return identity_provider.claims(Grant({**ASKED, **changed}, persona(key), 0))

    assert claims("electrician")["cprNumberIdentifier"] == "0202850002"
    assert "cprNumberIdentifier" not in claims("electrician", scope="openid")
    assert "cprNumberIdentifier" not in claims("no_cpr")


def test_the_page_says_that_it_is_a_test_in_both_languages(identity_provider):
    for language, word in (("da", "Afbryd"), ("en", "Cancel")):
        query = urlencode({**ASKED, "ui_locales": language})
        page = requests.get(f"{identity_provider.issuer}/oauth2/authorize?{query}", timeout=5)
        assert "TEST" in page.text
        assert word in page.text


def test_the_signing_key_is_created_once(tmp_path):
    first, second = SigningKey.load_or_create(tmp_path / "k"), SigningKey.load_or_create(tmp_path / "k")

    assert first.id == second.id
    assert (tmp_path / "k" / "signing-key.pem").stat().st_mode & 0o777 == 0o600
