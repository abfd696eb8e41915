"""What every page knows: the same page in the other language, and where one stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
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
    if code == current:
        return path
    other = translate_url(path, code)
    if other != path:
        return other
    with override(code):
        return reverse("front")
