"""Addresses of many things of one kind, for lists, and of pages in another language than the present one."""

from collections.abc import Callable
from urllib.parse import quote

from django.urls import reverse
from django.utils import translation

PLACE = "-"


def page_in(language: str, name: str, *args: int) -> str:
    """The path of a page in that language."""
    with translation.override(language):
        return reverse(name, args=args)


def addresses(name: str) -> Callable[[str], str]:
    """Gives the address of each key: as ``reverse`` with it, which looks through the patterns only once here.

    For patterns that end with their one argument. In the language that is active now.
    """
    before = reverse(name, args=(PLACE,)).removesuffix(f"{PLACE}/")
    return lambda key: f"{before}{quote(key)}/"
