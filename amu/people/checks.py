"""Checks of the sign-in settings. In production a failed check prevents the start."""

import ipaddress
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error

from amu.people.encryption import EncryptionKeyError, cpr_keys
from amu.people.mitid.tokens import ASYMMETRIC


def check_people(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """System check: keys, the broker, and that no test sign-in reaches production."""
    del app_configs
    return [*_keys(), *_broker(), *_algorithms()]


def _keys() -> list[CheckMessage]:
    try:
        cpr_keys()
    except EncryptionKeyError as error:
        return [Error(str(error), id="amu.people.E001")]
    return []


def _broker() -> list[CheckMessage]:
    if not settings.PRODUCTION:
        return []
    found: list[CheckMessage] = []
    if apps.is_installed("amu.local"):
        found.append(
            Error("amu.local and its identity provider are for laptops and tests", id="amu.people.E002")
        )
    if is_local(settings.MITID_ISSUER):
        found.append(Error("MITID_ISSUER must be a broker's https address", id="amu.people.E003"))
    return found


def _algorithms() -> list[CheckMessage]:
    """A shared secret as signing key would let anybody who reads our settings sign in as anybody."""
    wanted = settings.SOCIALACCOUNT_PROVIDERS["mitid"]["APPS"][0]["settings"]["signing_algorithms"]
    if wanted and ASYMMETRIC.issuperset(wanted):
        return []
    return [Error("MITID_SIGNING_ALGORITHMS must be asymmetric ones", id="amu.people.E004")]


def is_local(address: str) -> bool:
    """Whether an issuer's address is anything but https to another machine."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme != "https" or not host or host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False
