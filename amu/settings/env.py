"""The only reader of the environment: every setting has a type, and a bad value stops the start."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Env:
    """Typed look-ups in a mapping of environment variables.

    A look-up without a default raises ImproperlyConfigured when the variable is
    missing: production settings name no secrets of their own.
    """

    values: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def text(self, name: str, default: str | None = None) -> str:
        value = self.values.get(name) or default
        if value is None:
            raise ImproperlyConfigured(f"{name} must be set")
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.values.get(name, "").lower()
        if value in {"1", "true", "yes", "on"}:
            return True
        if value in {"0", "false", "no", "off"}:
            return False
        if value:
            raise ImproperlyConfigured(f"{name} must be yes or no")
        return default

    def number(self, name: str, default: int) -> int:
        value = self.values.get(name)
        try:
            return int(value) if value else default
        except ValueError:
            raise ImproperlyConfigured(f"{name} must be a whole number") from None

    def words(self, name: str, default: str = "") -> list[str]:
        """A list separated by commas."""
        words = (self.values.get(name) or default).split(",")
        return [word.strip() for word in words if word.strip()]

    def host_and_port(self, name: str) -> tuple[str, int] | None:
        """``host:port``; None where nothing is said."""
        value = self.values.get(name)
        if not value:
            return None
        host, _, port = value.rpartition(":")
        if not host or not port.isdecimal() or not 0 < int(port) < 65536:
            raise ImproperlyConfigured(f"{name} must be host:port")
        return host.strip("[]"), int(port)

    def folder(self, name: str, default: Path) -> Path:
        return Path(self.values.get(name) or default)


# What libpq may be told in the address. Other parameters (``options`` is ours) are refused by name.
CONNECTION = frozenset(
    {
        *(
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "sslcrl",
            "sslnegotiation",
            "ssl_min_protocol_version",
        ),
        *("channel_binding", "gssencmode", "require_auth", "application_name", "target_session_attrs"),
        *("connect_timeout", "tcp_user_timeout", "keepalives", "keepalives_idle", "keepalives_interval"),
    }
)


def database(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for ``postgresql://user:password@host:port/name?host=/socket&sslmode=verify-full``.

    Raises ImproperlyConfigured for anything but PostgreSQL, as the locks, constraints and triggers that guard
    seats and letters exist nowhere else, and for a parameter that would have no effect.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    given = _parameters("DATABASE_URL", parts.query, {"host", "port", *CONNECTION})
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": given.pop("host", parts.hostname or ""),
        "PORT": given.pop("port", str(parts.port or "")),
        "OPTIONS": given,
    }


# The port and the encryption of each way to hand over mail.
MAIL = {
    "smtp": (25, {"use_ssl": False, "use_tls": False}),
    "smtp+starttls": (587, {"use_ssl": False, "use_tls": True}),
    "smtps": (465, {"use_ssl": True, "use_tls": False}),
}


def mailer(url: str) -> dict[str, Any]:
    """Django's MAILERS entry for ``smtp+starttls://user:password@host:port``, ``smtps://`` or plain ``smtp://``.

    Raises ImproperlyConfigured for another scheme, and for parameters.
    """
    parts = urlsplit(url)
    if parts.scheme not in MAIL:
        raise ImproperlyConfigured(
            f"SMTP_URL must begin with one of {', '.join(f'{way}://' for way in MAIL)}"
        )
    _parameters("SMTP_URL", parts.query, set())
    port, encryption = MAIL[parts.scheme]
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname or "localhost",
            "port": parts.port or port,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            **encryption,
            "timeout": 10,
        },
    }


def _parameters(variable: str, query: str, known: Collection[str]) -> dict[str, str]:
    """Each parameter of an address once. Raises ImproperlyConfigured for others, by name."""
    given = parse_qs(query, keep_blank_values=True)
    if unknown := sorted(given.keys() - known):
        raise ImproperlyConfigured(f"{variable} has parameters that are not known: {', '.join(unknown)}")
    if twice := sorted(name for name, values in given.items() if len(values) > 1):
        raise ImproperlyConfigured(f"{variable} has a parameter twice: {', '.join(twice)}")
    return {name: values[0] for name, values in given.items()}
