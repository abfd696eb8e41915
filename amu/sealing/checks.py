"""Checks of the seal: its settings at the start, and in the deep health check how long its certificate lasts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from amu import clock
from amu.sealing.keys import DEVELOPMENT, SealingError, keys, keys_of_settings
from amu.web.health import NotWellError

TIME_TO_RENEW = timedelta(days=30)


class SealRunsOutError(NotWellError):
    """The certificate of the seal is not valid, or not for long: nothing is sealed without one."""


def check_sealing(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """System check of production: keys that can be read and belong together, and none of a laptop's."""
    del app_configs
    if not settings.PRODUCTION:
        return []
    if f"{keys_of_settings.__module__}.{keys_of_settings.__name__}" != settings.SEAL_KEYS_FROM:
        return [Error("SEAL_KEYS_FROM must be the files that settings name", id="amu.sealing.E002")]
    try:
        found = keys()
    except SealingError as error:
        return [Error(str(error), id="amu.sealing.E001")]
    names = [one.subject.human_friendly for one in (found.certificate, *found.roots)]
    if any(DEVELOPMENT in name for name in names):
        return [
            Error("SEAL_CERTIFICATE or SEAL_ROOTS was made for a laptop or for tests", id="amu.sealing.E003")
        ]
    return []


def certificate() -> dict[str, Any]:
    """How many days the certificate of the seal has left. Raises SealRunsOutError."""
    left = keys().certificate.not_valid_after - clock.now()
    figures = {"days_left": left.days}
    if left < TIME_TO_RENEW or not keys().is_valid_on(clock.now()):
        raise SealRunsOutError(figures)
    return figures
