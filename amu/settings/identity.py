"""Sign-in: MitID through a broker, staff with password and second factor. Claim names are configuration."""

from typing import Any
from urllib.parse import urlsplit

from amu.settings.env import Env

NOT_SENT = "-"

MFA_ADAPTER = "amu.people.adapters.StaffMFAAdapter"
ACCOUNT_ADAPTER = "amu.people.adapters.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # ours is for contact: nobody is recognised by it
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "amu.people.forms.StaffLoginForm",
    "reauthenticate": "amu.people.forms.StaffReauthenticateForm",
    "change_password": "amu.people.forms.StaffPasswordForm",
}
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
SOCIALACCOUNT_ADAPTER = "amu.people.mitid.adapter.MitIDAccountAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
MFA_FORMS = {
    "authenticate": "amu.people.forms.CodeForm",
    "reauthenticate": "amu.people.forms.CodeAgainForm",
    "activate_totp": "amu.people.forms.AppForm",
    "deactivate_totp": "amu.people.forms.AppAwayForm",
    "add_webauthn": "amu.people.forms.KeyForm",
    "edit_webauthn": "amu.people.forms.KeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "AMU"


def broker_origin(issuer: str) -> str:
    """The origin that forms may lead to besides our own: sign-in ends in a redirect there."""
    parts = urlsplit(issuer)
    return f"{parts.scheme}://{parts.netloc}"


def claim_names(env: Env) -> dict[str, str]:
    """What this broker calls things; ``-`` in the environment for what it does not send."""
    names = {
        "scheme": env.text("MITID_CLAIM_SCHEME", "identityscheme"),
        "level": env.text("MITID_CLAIM_LEVEL", "loA"),
        "cpr": env.text("MITID_CLAIM_CPR", "cprNumberIdentifier"),
        "has_cpr": env.text("MITID_CLAIM_HAS_CPR", NOT_SENT),
        "name": env.text("MITID_CLAIM_NAME", "name"),
        "birth_date": env.text("MITID_CLAIM_BIRTH_DATE", "birthdate"),
        "address": env.text("MITID_CLAIM_ADDRESS", "address"),
        "protected": env.text("MITID_CLAIM_PROTECTED", "nameAndAddressProtection"),
    }
    return {what: "" if name == NOT_SENT else name for what, name in names.items()}


def social_providers(env: Env, issuer: str, *, client_id: str, secret: str) -> dict[str, Any]:
    """allauth's provider table with one broker, its claim names and the level we ask for.

    ``prompt=login`` makes the broker ask again on a machine that several people share.
    ``cpr_absent_is_no``: whether a missing number means that the person has none.
    """
    app = {
        "provider_id": "mitid",
        "name": "MitID",
        "client_id": client_id,
        "secret": secret,
        "settings": {
            "server_url": issuer,
            "issuer": issuer,
            "uid_field": env.text("MITID_CLAIM_SUBJECT", "sub"),
            "scope": env.text("MITID_SCOPE", "openid ssn").split(),
            "auth_params": {
                "acr_values": env.text("MITID_ACR", "urn:grn:authn:dk:mitid:substantial"),
                "prompt": env.text("MITID_PROMPT", "login"),
            },
            "scheme": env.text("MITID_SCHEME", "dkmitid"),
            "minimum_level": env.text("MITID_MINIMUM_LEVEL", "SUBSTANTIAL"),
            "signing_algorithms": env.words("MITID_SIGNING_ALGORITHMS", "RS256,ES256"),
            "cpr_absent_is_no": env.flag("MITID_CPR_ABSENT_IS_NO", default=True),
            "claims": claim_names(env),
        },
    }
    return {"mitid": {"APPS": [app]}}
