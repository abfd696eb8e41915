"""Tokens that a broker never made, or made for somebody else. None of them is a sign-in."""

import base64
import json

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.urls import reverse

from amu.local.identity_keys import SigningKey
from amu.people.models import User


def signed(provider, claims, **headers):
    return jwt.encode(
        claims, provider.key.private, algorithm="RS256", headers={"kid": provider.key.id, **headers}
    )


def unsigned(provider, claims):
    return jwt.encode(claims, None, algorithm="none", headers={"kid": provider.key.id})


def signed_with_the_public_key(provider, claims):
    """HS256 with the public key as shared secret: the classic confusion, made by hand."""
    import hashlib
    import hmac

    def part(value):
        return base64.urlsafe_b64encode(value).rstrip(b"=")

    head = part(json.dumps({"alg": "HS256", "typ": "JWT", "kid": provider.key.id}).encode())
    body = head + b"." + part(json.dumps(claims).encode())
    mark = hmac.new(provider.key.public_pem, body, hashlib.sha256).digest()
    return (body + b"." + part(mark)).decode()


def signed_with_a_foreign_key(provider, claims):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": provider.key.id})


def signed_with_a_key_of_its_own(provider, claims):
    """An unknown key that the token itself says where to fetch, and carries along."""
    own = SigningKey()
    headers = {"kid": own.id, "jku": f"{provider.issuer}/evil-keys", "jwk": own.public()}
    return jwt.encode(claims, own.private, algorithm="RS256", headers=headers)


def with_changed_claim(provider, claims):
    head, _, mark = signed(provider, claims).split(".")
    body = base64.urlsafe_b64encode(json.dumps({**claims, "sub": "{somebody-else}"}).encode()).rstrip(b"=")
    return f"{head}.{body.decode()}.{mark}"


def signed_body(provider, body):
    """A genuine signature over any text."""
    return jwt.api_jws.encode(
        body.encode(), provider.key.private, algorithm="RS256", headers={"kid": provider.key.id}
    )


def signed_raw(provider, claims, name, written):
    """A claim as JSON allows it to be written and Python does not."""
    body = json.dumps({**claims, name: "HERE"}).replace('"HERE"', written)
    return signed_body(provider, body)


# what it is called: which check refuses it, how it is made
FORGERIES = {
    "wrong audience": ("token", lambda p, c: signed(p, {**c, "aud": "another-client"})),
    "wrong issuer": ("token", lambda p, c: signed(p, {**c, "iss": "https://evil.example"})),
    "expired": ("token", lambda p, c: signed(p, {**c, "exp": c["iat"] - 60})),
    "not yet valid": ("token", lambda p, c: signed(p, {**c, "nbf": c["iat"] + 600})),
    "algorithm none": ("algorithm", unsigned),
    "HS256 with the public key": ("algorithm", signed_with_the_public_key),
    "unknown key with jku and jwk": ("key", signed_with_a_key_of_its_own),
    "other nonce": ("nonce", lambda p, c: signed(p, {**c, "nonce": "another"})),
    "foreign key under a known id": ("token", signed_with_a_foreign_key),
    "changed after signing": ("token", with_changed_claim),
    "several audiences, asked by another": (
        "audience",
        lambda p, c: signed(p, {**c, "aud": [c["aud"], "x"], "azp": "x"}),
    ),
    "several audiences, asked by nobody": ("audience", lambda p, c: signed(p, {**c, "aud": [c["aud"], "x"]})),
    "issued a year ago": ("old", lambda p, c: signed(p, {**c, "iat": c["iat"] - 31_536_000})),
    "issued six minutes ago": ("old", lambda p, c: signed(p, {**c, "iat": c["iat"] - 360})),
    "issued before a number can say": ("token", lambda p, c: signed_raw(p, c, "iat", "1e999")),
    "issued at a list": ("token", lambda p, c: signed(p, {**c, "iat": [c["iat"]]})),
    "an end that is a list": ("token", lambda p, c: signed(p, {**c, "exp": [c["exp"]]})),
    "a subject with NUL": ("subject", lambda p, c: signed(p, {**c, "sub": "a\0b"})),
    "a subject with half a character": ("subject", lambda p, c: signed(p, {**c, "sub": "a\ud800b"})),
    "a subject that is a list": ("token", lambda p, c: signed(p, {**c, "sub": ["a"]})),
    "a nonce with half a character": ("nonce", lambda p, c: signed(p, {**c, "nonce": "\ud800"})),
    "a nonce that is a list": ("nonce", lambda p, c: signed(p, {**c, "nonce": ["a"]})),
    "claims that are a list": ("token", lambda p, c: signed_body(p, "[1, 2]")),
    "claims without end": ("token", lambda p, c: signed_body(p, "[" * 100_000)),
    "issued in the future": ("token", lambda p, c: signed(p, {**c, "iat": c["iat"] + 600})),
    "no subject": ("token", lambda p, c: signed(p, {n: v for n, v in c.items() if n != "sub"})),
    "no nonce": ("token", lambda p, c: signed(p, {n: v for n, v in c.items() if n != "nonce"})),
    "no end": ("token", lambda p, c: signed(p, {n: v for n, v in c.items() if n != "exp"})),
    "no token at all": ("token", lambda p, c: ""),
    "no token but words": ("token", lambda p, c: "a.b.c"),
}


@pytest.mark.parametrize(("code", "forgery"), FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_token_signs_nobody_in(journey, identity_provider, caplog, code, forgery):
    identity_provider.forge = lambda claims: forgery(identity_provider, claims)

    response = journey.sign_in()

    assert response.status_code == 403
    assert reverse("sign_in") in response.content.decode()
    assert "_auth_user_id" not in journey.client.session
    assert not User.objects.exists()
    assert [record.code for record in caplog.records if record.msg == "mitid_sign_in_stopped"] == [code]


def test_control_the_same_claims_signed_by_the_broker_do_sign_in(journey, identity_provider):
    identity_provider.forge = lambda claims: signed(identity_provider, claims)

    assert journey.sign_in().status_code == 302
    assert "_auth_user_id" in journey.client.session


def test_a_refusal_says_nothing_of_the_token_in_the_log(journey, identity_provider, caplog):
    identity_provider.forge = lambda claims: signed(identity_provider, {**claims, "aud": "x"})
    journey.sign_in()

    assert "mitid_sign_in_stopped" in caplog.text
    assert "0202850002" not in str([record.__dict__ for record in caplog.records])
    assert "Karsten" not in str([record.__dict__ for record in caplog.records])
