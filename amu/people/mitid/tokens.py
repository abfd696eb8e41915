"""Whether an id_token is genuine and meant for this sign-in. The signature is checked always."""

import secrets
from collections.abc import Collection, Mapping
from typing import Any

import jwt

from amu import clock
from amu.people.mitid.errors import MALFORMED, RefusedError

LEEWAY_SECONDS = 30
FRESH_SECONDS = 300  # since it was issued: the person has just come back from the broker
REQUIRED = ["iss", "aud", "exp", "iat", "sub", "nonce"]
ASYMMETRIC = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})


def verified_claims(
    token: str,
    *,
    keys: Mapping[str, Any],
    issuer: str,
    client_id: str,
    nonce: str,
    algorithms: Collection[str],
) -> dict[str, Any]:
    """The claims of a token that the broker signed for us, for this one sign-in.

    ``keys`` is the broker's JWK set. Raises RefusedError with one of the codes ``algorithm``,
    ``key``, ``token``, ``old``, ``audience`` and ``nonce``.
    """
    algorithm, key = _key_for(token, keys, set(algorithms) & ASYMMETRIC)
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[algorithm],
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY_SECONDS,
            options={"require": REQUIRED},
        )
    except (jwt.PyJWTError, *MALFORMED) as error:
        raise RefusedError("token") from error
    if int(claims["iat"]) < clock.now().timestamp() - FRESH_SECONDS - LEEWAY_SECONDS:
        raise RefusedError("old")
    if _meant_for_somebody_else(claims, client_id):
        raise RefusedError("audience")
    if not nonce or not secrets.compare_digest(_bytes(claims["nonce"]), nonce.encode()):
        raise RefusedError("nonce")
    return claims


def _key_for(token: str, keys: Mapping[str, Any], algorithms: set[str]) -> tuple[str, Any]:
    """The key the token names, of the broker's own: ``jku`` and ``jwk`` in the token are never followed."""
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, *MALFORMED) as error:
        raise RefusedError("token") from error
    algorithm = str(header.get("alg", ""))
    if algorithm not in algorithms:
        raise RefusedError("algorithm")
    known = keys.get("keys")
    for candidate in known if isinstance(known, list) else []:
        if not isinstance(candidate, dict) or candidate.get("kid") != header.get("kid"):
            continue
        if candidate.get("use", "sig") == "sig":
            try:
                return algorithm, jwt.PyJWK(candidate, algorithm=algorithm).key
            except (jwt.PyJWTError, *MALFORMED) as error:
                raise RefusedError("key") from error
    raise RefusedError("key")


def _bytes(nonce: Any) -> bytes:
    """JSON can carry halves of characters, which have no bytes of their own."""
    return str(nonce).encode(errors="replace")


def _meant_for_somebody_else(claims: Mapping[str, Any], client_id: str) -> bool:
    """With several audiences the broker must say that we are the one who asked (OIDC core 3.1.3.7)."""
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    return bool(claims.get("azp", None if several else client_id) != client_id)
