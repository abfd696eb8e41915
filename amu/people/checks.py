"""Checks of the sign-in settings. In production a failed check prevents the start."""

import ipaddress
import socket
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error

from amu.people.encryption import EncryptionKeyError, cpr_keys
from amu.people.enums import AssuranceLevel
from amu.people.mitid.tokens import ASYMMETRIC

NAMES_OF_THIS_NETWORK = {"localhost", "localdomain", "local", "internal", "lan", "home", "test"}
FEW_LETTERS = 10  # of the 44 in which 32 bytes are written; drawn by lot they are 25 and more


def check_people(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """System check: keys, the broker, and that no test sign-in reaches production."""
    del app_configs
    return [*_keys(), *_known_to_everybody(), *_broker(), *_algorithms()]


def _keys() -> list[CheckMessage]:
    try:
        found = cpr_keys()
    except EncryptionKeyError as error:
        return [Error(str(error), id="amu.people.E001")]
    if found.index_key in found.keys.values():
        return [Error("CPR_INDEX_KEY must differ from every key in CPR_KEYS", id="amu.people.E005")]
    return []


def _known_to_everybody() -> list[CheckMessage]:
    """A key that stands in this repository, or is typed by hand, protects nothing."""
    if not settings.PRODUCTION:
        return []
    given = {
        "SECRET_KEY": [settings.SECRET_KEY],
        "CPR_KEYS": settings.CPR_KEYS.split(","),
        "CPR_INDEX_KEY": [settings.CPR_INDEX_KEY],
        "DATABASE_URL": [settings.DATABASES["default"]["PASSWORD"]],
        "MITID_CLIENT_SECRET": [settings.SOCIALACCOUNT_PROVIDERS["mitid"]["APPS"][0]["secret"]],
    }
    return [
        Error(f"{name} is marked as a trial's or made of few letters: make a new one", id="amu.people.E006")
        for name, values in given.items()
        if any(is_marked(value) or (name.startswith("CPR") and is_plain(value)) for value in values)
    ]


def is_marked(secret: str) -> bool:
    """Whether a secret says of itself that it is for a trial or a laptop."""
    return secret.strip().lower().startswith(("trial", "local"))


def is_plain(key: str) -> bool:
    """Whether a key in base64 has so few different letters that nobody drew it by lot."""
    return len(set(key.rpartition(":")[2].strip())) < FEW_LETTERS


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
    if _broker_settings()["minimum_level"] not in {AssuranceLevel.SUBSTANTIAL, AssuranceLevel.HIGH}:
        found.append(Error("MITID_MINIMUM_LEVEL must be SUBSTANTIAL or HIGH", id="amu.people.E007"))
    return found


def _broker_settings() -> dict[str, Any]:
    found: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS["mitid"]["APPS"][0]["settings"]
    return found


def _algorithms() -> list[CheckMessage]:
    """A shared secret as signing key would let anybody who reads our settings sign in as anybody."""
    wanted = _broker_settings()["signing_algorithms"]
    if wanted and ASYMMETRIC.issuperset(wanted):
        return []
    return [Error("MITID_SIGNING_ALGORITHMS must be asymmetric ones", id="amu.people.E004")]


def is_local(address: str) -> bool:
    """Whether an issuer's address is anything but https to another machine, however its number is written."""
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "https" or not host or host.rpartition(".")[2] in NAMES_OF_THIS_NETWORK:
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        pass
    try:
        return not ipaddress.ip_address(socket.inet_aton(host)).is_global  # 127.1, 0x7f000001, 2130706433
    except OSError:
        return "." not in host
