"""How brokers of MitID differ: what they are asked, and what they call what they answer.

Each profile is one broker's own description of its claims; a single name can be replaced by its environment variable.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from amu.settings.env import Env

NOT_SENT = "-"
MEANT = (
    *("level", "cpr", "cpr_country", "has_cpr", "name", "birth_date", "address", "protected"),
    *("cvr", "company", "email"),
)
COMPANIES = "erhverv"


@dataclass(frozen=True, slots=True)
class Broker:
    """``claims`` by what they mean; empty for what this broker does not send.

    ``must_be`` are claims that say which kind of sign-in it was, with the only value that is taken: a private person's
    MitID, and no company's. Where no such claim is known, the environment must name one (MITID_MUST_BE).
    ``asks`` is sent along with the person, ``{level}`` standing for the level. ``cpr_absent_is_no``: whether a missing
    number means that the person has none.
    """

    scope: str
    claims: dict[str, str]
    must_be: dict[str, str]
    asks: dict[str, str] = field(default_factory=dict)
    subject: str = "sub"
    cpr_absent_is_no: bool = False
    is_of_companies: bool = False


BROKERS = {
    "idura": Broker(
        scope="openid ssn",
        claims={
            "level": "loA",
            "cpr": "cprNumberIdentifier",
            "name": "name",
            "birth_date": "birthdate",
            "address": "address",
            "protected": "nameAndAddressProtection",
        },
        must_be={"identityscheme": "dkmitid"},
        asks={"acr_values": "urn:grn:authn:dk:mitid:{level}"},
        cpr_absent_is_no=True,
    ),
    "signaturgruppen": Broker(
        scope="openid mitid ssn",
        claims={
            "level": "loa",
            "cpr": "dk.cpr",
            "has_cpr": "mitid.has_cpr",
            "name": "mitid.identity_name",
            "birth_date": "mitid.date_of_birth",
        },
        must_be={"idp": "mitid", "identity_type": "private"},
        asks={"idp_values": "mitid", "idp_params": '{{"mitid":{{"loa_value":"{level}"}}}}'},
    ),
    "signicat": Broker(
        scope="openid profile nin idp-id mitid-extra",
        claims={
            "level": "mitid_loa",
            "cpr": "nin",
            "cpr_country": "nin_issuing_country",
            "has_cpr": "mitid_has_cpr",
            "name": "name",
            "birth_date": "birthdate",
        },
        must_be={},
    ),
    # MitID Erhverv, for those who act for their company. Whoever falls back to a private identity is refused.
    COMPANIES: Broker(
        scope="openid nemlogin",
        claims={
            "level": "loa",
            "name": "nemlogin.name",
            "email": "nemlogin.email",
            "cvr": "nemlogin.cvr",
            "company": "nemlogin.org_name",
        },
        must_be={"idp": "mitid_erhverv", "identity_type": "professional"},
        asks={"idp_values": "mitid_erhverv"},
        subject="nemlogin.persistent_professional_id",
        is_of_companies=True,
    ),
}


def broker(env: Env) -> Broker:
    """The broker of MITID_BROKER with what the environment names otherwise. Raises ImproperlyConfigured."""
    chosen = env.text("MITID_BROKER", "idura")
    if chosen not in BROKERS.keys() - {COMPANIES}:
        of_people = ", ".join(name for name in BROKERS if name != COMPANIES)
        raise ImproperlyConfigured(f"MITID_BROKER must be one of {of_people}")
    known = BROKERS[chosen]
    claims = {
        what: env.text(f"MITID_CLAIM_{what.upper()}", known.claims.get(what, NOT_SENT)) for what in MEANT
    }
    must_be = dict(pair.partition("=")[::2] for pair in env.words("MITID_MUST_BE")) or known.must_be
    if not must_be:
        raise ImproperlyConfigured(
            f"MITID_MUST_BE must name a claim of {chosen} and its value that tells a private person's sign-in from a "
            "company's, such as kind=private"
        )
    return replace(
        known,
        scope=env.text("MITID_SCOPE", known.scope),
        subject=env.text("MITID_CLAIM_SUBJECT", known.subject),
        claims={what: name for what, name in claims.items() if name != NOT_SENT},
        must_be=must_be,
        cpr_absent_is_no=env.flag("MITID_CPR_ABSENT_IS_NO", default=known.cpr_absent_is_no),
    )


def company_broker(env: Env) -> Broker:
    """What companies sign in with, where the environment names a claim or the scope otherwise."""
    known = BROKERS[COMPANIES]
    claims = {
        what: env.text(f"MITID_COMPANY_CLAIM_{what.upper()}", name) for what, name in known.claims.items()
    }
    return replace(
        known,
        scope=env.text("MITID_COMPANY_SCOPE", known.scope),
        subject=env.text("MITID_COMPANY_CLAIM_SUBJECT", known.subject),
        claims={what: name for what, name in claims.items() if name != NOT_SENT},
        must_be=dict(pair.partition("=")[::2] for pair in env.words("MITID_COMPANY_MUST_BE"))
        or known.must_be,
    )


def asked_with(chosen: Broker, env: Env) -> dict[str, Any]:
    """What is sent along with the person. ``prompt=login`` asks again on a machine that several people share."""
    level = minimum_level(env)
    asks = {name: value.format(level=level.lower()) for name, value in chosen.asks.items()}
    return {**asks, "prompt": env.text("MITID_PROMPT", "login")}


def minimum_level(env: Env) -> str:
    """Checked where the system starts: ``amu.people.checks``."""
    return env.text("MITID_MINIMUM_LEVEL", "SUBSTANTIAL")
