"""Stored facts in the words of a page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.fees.rules import NoPrice, Quote
from courses.fees.words import Words, in_words


def price_words(quote: Mapping[str, Any]) -> Words:
    """The sentences behind a stored quote, or behind the stored lack of one."""
    return in_words(NoPrice.from_dict(quote) if "error" in quote else Quote.from_dict(quote))


def progress(current: int) -> list[dict[str, str]]:
    """The three steps of applying, for the step list."""
    titles = (_("Your answers"), _("Check and send"), _("Receipt"))
    return [
        {"title": title, "state": "done" if number < current else "current" if number == current else "later"}
        for number, title in enumerate(titles, start=1)
    ]
