"""Count what one address or key does, to slow down guessing. While the cache is down nobody is slowed down."""

import hashlib
import logging

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

logger = logging.getLogger(__name__)
WINDOW = 600  # seconds


def address_of(request: HttpRequest) -> str:
    """Where the request comes from: reported by our own proxies (TRUSTED_PROXIES of them), else by the
    connection.

    What a visitor writes into ``X-Forwarded-For`` stands before what our proxies add, and is not believed.
    """
    try:
        return str(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied) as error:
        logger.warning("address_unclear", extra={"error": type(error).__name__})
        return str(request.META.get("REMOTE_ADDR"))


def too_many(request: HttpRequest, what: str, limit: int, *, count: bool = False) -> bool:
    """Whether this address did ``what`` more than ``limit`` times in ten minutes.

    With ``count`` this time is counted too. The address is hashed before it is a key.
    """
    return too_many_of(address_of(request), what, limit, count=count)


def too_many_of(who: str, what: str, limit: int, *, count: bool = False) -> bool:
    """The same of whoever is not told apart by their address, such as a key."""
    key = f"throttle:{what}:{hashlib.sha256(who.encode()).hexdigest()[:24]}"
    try:
        if count:
            cache.add(key, 0, WINDOW)
            return bool(cache.incr(key) > limit)
        return bool((cache.get(key) or 0) > limit)
    except Exception as error:  # noqa: BLE001 - a broken cache must not close the page
        logger.warning("throttle_unavailable", extra={"error": type(error).__name__})
        return False
