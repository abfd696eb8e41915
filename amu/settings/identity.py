"""Sign-in: MitID through a broker, staff with password and second factor. Claim names are configuration."""

from typing import Any
from urllib.parse import urlsplit

from amu.settings.env import Env

ACCOUNT_ADAPTER = "amu.people.adapters.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
SOCIALACCOUNT_ADAPTER = "amu.people.mitid.adapter.MitIDAccountAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "AMU"


def broker_origin(issuer: str) -> str:
    """The origin that forms may lead to besides our own: sign-in ends in a redirect there."""
    parts = urlsplit(issuer)
    return f"{parts.scheme}://{parts.netloc}"


def social_providers(env: Env, issuer: str) -> dict[str, Any]:
    """allauth's provider table with one broker, its claim names and the level we ask for."""
    return {
        "mitid": {
            "APPS": [
                {
                    "provider_id": "mitid",
                    "name": "MitID",
                    "client_id": env.text("MITID_CLIENT_ID", "urn:amu:local"),
                    "secret": env.text("MITID_CLIENT_SECRET", "local-secret"),
                    "settings": {
                        "server_url": issuer,
                        "issuer": issuer,
                        "uid_field": "sub",
                        "fetch_userinfo": False,
                        "scope": env.text("MITID_SCOPE", "openid ssn").split(),
                        "auth_params": {
                            "acr_values": env.text("MITID_ACR", "urn:grn:authn:dk:mitid:substantial")
                        },
                        "minimum_level": env.text("MITID_MINIMUM_LEVEL", "SUBSTANTIAL"),
                        "signing_algorithms": env.text("MITID_SIGNING_ALGORITHMS", "RS256,ES256").split(","),
                        "claims": {
                            "scheme": env.text("MITID_CLAIM_SCHEME", "identityscheme"),
                            "level": env.text("MITID_CLAIM_LEVEL", "loA"),
                            "cpr": env.text("MITID_CLAIM_CPR", "cprNumberIdentifier"),
                            "name": env.text("MITID_CLAIM_NAME", "name"),
                            "birth_date": env.text("MITID_CLAIM_BIRTH_DATE", "birthdate"),
                            "protected": env.text("MITID_CLAIM_PROTECTED", "nameAndAddressProtection"),
                        },
                    },
                }
            ]
        }
    }
