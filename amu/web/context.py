"""What every page knows: the same page in the other language, and where one stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse, translate_url
from django.utils.translation import get_language, override

RULES_AS_OF = date(2026, 11, 1)
LANGUAGE_NAMES = {"da": "Dansk", "en": "English"}


@dataclass(frozen=True, slots=True)
class LanguageLink:
    code: str
    name: str
    url: str
    current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for templates/base.html. Asks the database nothing."""
    return {
        "languages": language_links(request.get_full_path()),
        "here": request.get_full_path(),
        "rules_as_of": RULES_AS_OF,
    }


def language_links(path: str) -> list[LanguageLink]:
    """This page in each language; the front page where an address has no other language."""
    current = get_language()
    return [
        LanguageLink(code, LANGUAGE_NAMES[code], in_language(path, code, current), current == code)
        for code, _ in settings.LANGUAGES
    ]


def in_language(path: str, code: str, current: str | None) -> str:
    """The page in that language. Where it leads on to another page (``next``), that one follows."""
    if code == current:
        return path
    other = _next_in_language(translate_url(path, code), code)
    if other != path:
        return other
    with override(code):
        return reverse("front")


def _next_in_language(path: str, code: str) -> str:
    parts = urlsplit(path)
    query = QueryDict(parts.query, mutable=True)
    leads_to = str(query.get("next", ""))
    if not leads_to.startswith("/"):
        return path
    query["next"] = translate_url(leads_to, code)
    return urlunsplit(parts._replace(query=query.urlencode(safe="/")))
