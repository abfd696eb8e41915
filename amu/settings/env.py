"""The only reader of the environment: every setting has a type, and a bad value stops the start."""

import os
from collections.abc import Mapping
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

    def folder(self, name: str, default: Path) -> Path:
        return Path(self.values.get(name) or default)


def database(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for ``postgresql://user:password@host:port/name?host=/socket``.

    Raises ImproperlyConfigured for anything but PostgreSQL: the locks, constraints and
    triggers that guard seats and letters exist nowhere else.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": query.get("port", [str(parts.port or "")])[0],
    }


def mailer(url: str) -> dict[str, Any]:
    """Django's MAILERS entry for ``smtp://user:password@host:port`` (``smtps://`` for TLS).

    Raises ImproperlyConfigured for another scheme.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ImproperlyConfigured("SMTP_URL must begin with smtp:// or smtps://")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname or "localhost",
            "port": parts.port or (465 if parts.scheme == "smtps" else 25),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "timeout": 10,
        },
    }
