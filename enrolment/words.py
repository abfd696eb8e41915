"""Stored facts in the words of a page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from amu.kernel.verdict import Verdict
from courses.fees.rules import NoPrice, Quote
from courses.fees.words import Words, in_words
from courses.guidance.rules.access import must_be_told


def price_words(quote: Mapping[str, Any]) -> Words:
    """The sentences behind a stored quote, or behind the stored lack of one."""
    return in_words(NoPrice.from_dict(quote) if "error" in quote else Quote.from_dict(quote))


def worth_telling(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts a page shows; the others are a plain yes."""
    return [verdict for verdict in verdicts if must_be_told(ok=verdict.ok, code=verdict.code)]


def stored_verdicts(stored: Iterable[Mapping[str, Any]]) -> list[Verdict]:
    """Those of an application that a page shows, as they were when it was sent."""
    return worth_telling(Verdict.from_dict(each) for each in stored)


def progress(current: int) -> list[dict[str, str]]:
    """The three steps of applying, for the step list."""
    titles = (_("Your answers"), _("Check and send"), _("Receipt"))
    return [
        {"title": title, "state": "done" if number < current else "current" if number == current else "later"}
        for number, title in enumerate(titles, start=1)
    ]
