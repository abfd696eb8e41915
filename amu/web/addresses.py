"""Addresses of many things of one kind, for lists."""

from collections.abc import Callable
from urllib.parse import quote

from django.urls import reverse

PLACE = "-"


def addresses(name: str) -> Callable[[str], str]:
    """Gives the address of each key: as ``reverse`` with it, which looks through the patterns only once here.

    For patterns that end with their one argument. In the language that is active now.
    """
    before = reverse(name, args=(PLACE,)).removesuffix(f"{PLACE}/")
    return lambda key: f"{before}{quote(key)}/"
