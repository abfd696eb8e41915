"""Facts that are stored as codes and ISO dates, for letters and pages."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template

from amu.web.words import deadline_sentences

register = template.Library()


@register.filter
def as_date(text: str | date | None) -> date | None:
    """A stored ISO date (or moment) as a date, ready for ``long_date``."""
    if isinstance(text, str):
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    return text


@register.filter
def as_amount(text: str | Decimal | None) -> Decimal | None:
    """A stored amount as a number, ready for ``money``."""
    return Decimal(text) if isinstance(text, str) else text


@register.filter
def deadline_steps(stored: Mapping[str, Any] | None) -> list[str]:
    """How a stored deadline was counted, sentence by sentence."""
    return deadline_sentences(stored)
