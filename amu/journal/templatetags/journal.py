"""The journal of a case, as staff read it."""

from django import template

from amu.journal.enums import Asked
from amu.journal.models import Entry
from amu.words import label

register = template.Library()


@register.filter
def how_asked(entry: Entry) -> str:
    """How somebody asked staff to act for them; nothing where nobody did."""
    asked = entry.facts.get("asked")
    return label(Asked(asked)) if asked else ""
