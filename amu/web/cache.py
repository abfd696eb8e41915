"""A Redis cache that may be down: its failures count as cache misses, and nothing depends on it."""

import logging
import time
from collections.abc import Callable
from typing import Any, cast

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnectionError
from redis.exceptions import TimeoutError as NoAnswerError
from redis.retry import Retry

logger = logging.getLogger(__name__)
AWAY = (NoConnectionError, NoAnswerError)
SILENT_FOR = 5.0  # seconds without asking again after it did not answer
PATIENCE = 0.5  # seconds to connect, and to answer


class PatientRedisCache(RedisCache):
    """Django's Redis cache with short timeouts, no retries, and misses instead of errors.

    Counters answer 1 while the cache is away: limits are then not enforced, and the log says so.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {
            "socket_connect_timeout": PATIENCE,
            "socket_timeout": PATIENCE,
            "retry": Retry(NoBackoff(), 0),
            **params.get("OPTIONS", {}),
        }
        super().__init__(server, {**params, "OPTIONS": options})
        self._away_until = 0.0

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._patiently(default, super().get, key, default, version)

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        return self._patiently({}, super().get_many, keys, version)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._patiently(True, super().add, key, value, timeout, version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._patiently(None, super().set, key, value, timeout, version)

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self._patiently(False, super().delete, key, version)

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return self._patiently(False, super().has_key, key, version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return self._patiently(delta, super().incr, key, delta, version)

    def _patiently[R](self, otherwise: R, method: Callable[..., Any], *args: Any) -> R:
        """The method's answer, or ``otherwise`` while Redis is away."""
        if time.monotonic() < self._away_until:
            return otherwise
        try:
            return cast("R", method(*args))
        except AWAY as error:
            self._away_until = time.monotonic() + SILENT_FOR
            logger.warning("cache_away", extra={"error": type(error).__name__})
            return otherwise
