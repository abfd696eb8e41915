"""How the price commands answer: one JSON object, or plain lines for a person at a shell."""

import json
from typing import Any

from django.utils import translation

from courses.fees.explanation import explain
from courses.fees.rules import NoPrice, Quote

LANGUAGES = ("da", "en")
BAD_INPUT = 2


def as_json(answer: Quote | NoPrice) -> str:
    """The stored form of the answer, with its explanation in both languages."""
    return json.dumps({**answer.as_dict(), "explanation": _explanation(answer)})


def as_lines(answer: Quote | NoPrice) -> list[str]:
    """The figure alone, or the error code, on the first line; the explanation below."""
    first = f"error:{answer.code}" if isinstance(answer, NoPrice) else answer.as_dict()["total"]
    return [first, *_lines(answer)]


def _explanation(answer: Quote | NoPrice) -> dict[str, Any]:
    words = {}
    for language in LANGUAGES:
        with translation.override(language):
            words[language] = " ".join(_lines(answer))
    return words


def _lines(answer: Quote | NoPrice) -> list[str]:
    """With ordinary spaces: who copies an amount from a shell, or looks for one, types those."""
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in explain(answer)]
