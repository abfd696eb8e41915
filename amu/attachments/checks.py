"""Whether a virus scanner is connected."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage

NO_SCANNER = checks.Warning(
    "CLAMD is not set: files that people add are kept, but nobody can open them before a scanner has seen them",
    id="amu.attachments.W001",
)


def check_scanner(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """System check of production."""
    del app_configs
    return [NO_SCANNER] if settings.PRODUCTION and settings.CLAMD is None else []
