"""A small but strict OpenID Connect provider that behaves like a MitID broker. For laptops and tests.

Strict in what matters: known clients and their secret, exact return addresses, PKCE S256, codes
that work once and for a minute. It asks nobody for a password: one picks who to be.

    python -m amu.local.identity_provider --port 9400 --client-id ... --client-secret ... --redirect-uri ...
"""

import argparse
import base64
import hashlib
import hmac
import json
import re
import secrets
import signal
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import time  # noqa: TID251 - another system, with a clock of its own
from typing import Any
from urllib.parse import urlencode

import jwt

from amu.local.identity_keys import SigningKey
from amu.local.identity_page import STYLE, choose_page
from amu.local.loopback_http import (
    LoopbackRequest,
    LoopbackResponse,
    as_json,
    redirect,
    serve_in_thread,
    text,
)
from amu.local.personas import AT_COMPANIES, PERSONAS, Persona, persona
from amu.local.processes import LISTENING

ACR = "urn:grn:authn:dk:mitid:"
LEVELS = {"low": "LOW", "substantial": "SUBSTANTIAL", "high": "HIGH"}
CODE_SECONDS = 60
TOKEN_SECONDS = 300
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Client:
    """Who may ask, and where answers may go."""

    id: str
    secret: str = field(repr=False)
    redirect_uris: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grant:
    """A sign-in waiting to be fetched with its code."""

    asked: Mapping[str, str]
    person: Persona
    expires_at: float


@dataclass(slots=True)
class IdentityProvider:
    """``forge`` lets a test put another token in place of the genuine one: claims in, token out."""

    issuer: str
    clients: Mapping[str, Client]
    key: SigningKey = field(default_factory=SigningKey)
    forge: Callable[[dict[str, Any]], str] | None = None
    _grants: dict[str, Grant] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, asked: LoopbackRequest) -> LoopbackResponse:
        match asked.method, asked.path:
            case "GET", "/.well-known/openid-configuration":
                return as_json(self.description())
            case "GET", "/.well-known/jwks":
                return as_json({"keys": [self.key.public()]})
            case "GET", "/style.css":
                return text(STYLE, kind="text/css")
            case "GET" | "POST", "/oauth2/authorize":
                return self._authorize(asked)
            case "POST", "/oauth2/token":
                return self._token(asked)
        return text("Not found", status=404)

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/oauth2/authorize",
            "token_endpoint": f"{self.issuer}/oauth2/token",
            "jwks_uri": f"{self.issuer}/.well-known/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "ssn", "nemlogin"],
            "acr_values_supported": [ACR + level for level in LEVELS],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "authorization_response_iss_parameter_supported": True,
        }

    def _authorize(self, asked: LoopbackRequest) -> LoopbackResponse:
        query = asked.query
        client = self.clients.get(query.get("client_id", ""))
        if client is None or query.get("redirect_uri") not in client.redirect_uris:
            return text("Unknown client or return address", status=400)
        wrong = _what_is_wrong(query)
        if wrong:
            return self._back(query, error="invalid_request", error_description=wrong)
        if asked.method == "GET":
            return choose_page(query, AT_COMPANIES if asks_for_company(query) else PERSONAS)
        person = persona(asked.form.get("person", ""))
        if person is None or person.cancels:
            return self._back(query, error="access_denied", error_description="mitid_user_aborted")
        code = secrets.token_urlsafe(32)
        with self._lock:
            self._grants[code] = Grant(query, person, time() + CODE_SECONDS)
        return self._back(query, code=code)

    def _back(self, query: Mapping[str, str], **answer: str) -> LoopbackResponse:
        parameters = {**answer, "state": query.get("state", ""), "iss": self.issuer}
        return redirect(f"{query['redirect_uri']}?{urlencode(parameters)}")

    def _token(self, asked: LoopbackRequest) -> LoopbackResponse:
        form = asked.form
        client = self._client(asked)
        if client is None:
            return as_json({"error": "invalid_client"}, status=401)
        with self._lock:
            grant = self._grants.pop(form.get("code", ""), None)
        if grant is None or form.get("grant_type") != "authorization_code" or grant.expires_at < time():
            return as_json({"error": "invalid_grant"}, status=400)
        same = client.id == grant.asked["client_id"]
        same = same and form.get("redirect_uri") == grant.asked["redirect_uri"]
        if not same or not _proves(form.get("code_verifier", ""), grant.asked["code_challenge"]):
            return as_json({"error": "invalid_grant"}, status=400)
        claims = self.claims(grant)
        return as_json(
            {
                "access_token": secrets.token_urlsafe(24),
                "token_type": "Bearer",
                "expires_in": TOKEN_SECONDS,
                "id_token": self.forge(claims) if self.forge else self.sign(claims),
            }
        )

    def _client(self, asked: LoopbackRequest) -> Client | None:
        """The client that proved itself with its secret in the form."""
        name, secret = asked.form.get("client_id", ""), asked.form.get("client_secret", "")
        client = self.clients.get(name)
        known = client.secret if client else ""
        return client if known and hmac.compare_digest(secret.encode(), known.encode()) else None

    def claims(self, grant: Grant) -> dict[str, Any]:
        """What a broker says of this person: as much as was asked for, and as there is."""
        now, person = int(time()), grant.person
        level = person.level or LEVELS[level_asked(grant.asked)]
        here = uuid.uuid5(uuid.NAMESPACE_URL, f"{grant.asked['client_id']} {person.key}")
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": grant.asked["client_id"],
            "sub": f"{{{here}}}",
            "iat": now,
            "nbf": now,
            "exp": now + TOKEN_SECONDS,
            "auth_time": now,
            "identityscheme": "dkmitid",
            "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, person.key)),
            "birthdate": person.born_on.isoformat(),
            "country": "DK",
            "loA": level,
            "ial": "SUBSTANTIAL",
            "aal": level,
            "fal": "HIGH",
            "nameAndAddressProtection": person.name_protected,
        }
        if "nonce" in grant.asked:
            claims["nonce"] = grant.asked["nonce"]
        if asks_for_company(grant.asked):
            return claims | _at_work(person, str(here), level)
        if not person.name_protected:
            claims["name"] = person.name
        if person.street and not person.name_protected:
            claims["address"] = {
                "street_address": person.street,
                "postal_code": "5000",
                "locality": "Odense C",
                "country": "DK",
            }
        if person.cpr and "ssn" in grant.asked["scope"].split():
            claims["cprNumberIdentifier"] = person.cpr
        return claims

    def sign(self, claims: Mapping[str, Any]) -> str:
        return jwt.encode(dict(claims), self.key.private, algorithm="RS256", headers={"kid": self.key.id})


def _at_work(person: Persona, subject: str, level: str) -> dict[str, Any]:
    """MitID Erhverv as a broker of it answers; somebody without a company has fallen back to themselves."""
    nsis = f"https://data.gov.dk/concept/core/nsis/{level.capitalize()}"
    if not person.cvr:
        return {"idp": "mitid", "identity_type": "private", "loa": nsis}
    return {
        "idp": "mitid_erhverv",
        "identity_type": "professional",
        "loa": nsis,
        "nemlogin.persistent_professional_id": f"urn:uuid:{subject}",
        "nemlogin.cvr": person.cvr,
        "nemlogin.org_name": person.company,
        "nemlogin.name": person.name,
        "nemlogin.email": person.email,
    }


def _what_is_wrong(query: Mapping[str, str]) -> str:
    """Nothing, or what the client must change."""
    if query.get("response_type") != "code" or "openid" not in query.get("scope", "").split():
        return "response_type=code and scope openid are required"
    if query.get("code_challenge_method") != "S256" or not CHALLENGE.fullmatch(
        query.get("code_challenge", "")
    ):
        return "PKCE with S256 is required"
    if level_asked(query) not in LEVELS:
        return "acr_values or idp_params names no known level"
    return ""


def asks_for_company(query: Mapping[str, str]) -> bool:
    return query.get("idp_values") == "mitid_erhverv"


def level_asked(query: Mapping[str, str]) -> str:
    """Brokers take it in different parameters, or have it in their own settings."""
    if "idp_params" in query:
        return str(json.loads(query["idp_params"])["mitid"]["loa_value"])
    return query.get("acr_values", f"{ACR}substantial").removeprefix(ACR)


def _proves(verifier: str, challenge: str) -> bool:
    digest = hashlib.sha256(verifier.encode()).digest()
    return hmac.compare_digest(base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), challenge)


def main() -> None:
    parser = argparse.ArgumentParser(description="A test identity provider in the manner of a MitID broker")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--client-id", required=True)
    parser.add_argument("--client-secret", required=True)
    parser.add_argument("--redirect-uri", action="append", required=True)
    parser.add_argument("--key-folder", type=Path, help="keep the signing key here; else a new one each time")
    chosen = parser.parse_args()
    client = Client(chosen.client_id, chosen.client_secret, frozenset(chosen.redirect_uri))
    key = SigningKey.load_or_create(chosen.key_folder) if chosen.key_folder else SigningKey()
    provider = IdentityProvider(f"http://127.0.0.1:{chosen.port}", {client.id: client}, key)
    stop = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    with serve_in_thread(provider, port=chosen.port):
        print(LISTENING, flush=True)
        signal.sigwait(stop)


if __name__ == "__main__":
    main()
