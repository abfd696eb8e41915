"""Sign-in: MitID through a broker, staff with password and second factor. Brokers differ: ``amu.settings.brokers``."""

from typing import Any
from urllib.parse import urlsplit

from amu.settings.brokers import Broker, asked_with, broker, company_broker, minimum_level
from amu.settings.env import Env

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


def social_providers(env: Env, issuer: str, *, client_id: str, secret: str) -> dict[str, Any]:
    """allauth's provider table: one broker, asked for a person or for somebody who acts for a company.

    MitID Erhverv knows no level above Substantial, so that is what companies are asked for, whatever people are.
    """
    people = {
        "provider_id": "mitid",
        "name": "MitID",
        "client_id": client_id,
        "secret": secret,
        "settings": _settings(broker(env), env, issuer, level=minimum_level(env)),
    }
    companies = {
        "provider_id": "mitid_erhverv",
        "name": "MitID Erhverv",
        "client_id": env.text("MITID_COMPANY_CLIENT_ID", client_id),
        "secret": env.text("MITID_COMPANY_CLIENT_SECRET", secret),
        "settings": {**_settings(company_broker(env), env, issuer, level="SUBSTANTIAL"), "hidden": True},
    }
    return {"mitid": {"APPS": [people, companies]}}


def _settings(chosen: Broker, env: Env, issuer: str, *, level: str) -> dict[str, Any]:
    return {
        "server_url": issuer,
        "issuer": issuer,
        "uid_field": chosen.subject,
        "scope": chosen.scope.split(),
        "auth_params": asked_with(chosen, env),
        "must_be": chosen.must_be,
        "minimum_level": level,
        "signing_algorithms": env.words("MITID_SIGNING_ALGORITHMS", "RS256,ES256"),
        "cpr_absent_is_no": chosen.cpr_absent_is_no,
        "claims": chosen.claims,
        "is_of_companies": chosen.is_of_companies,
    }
