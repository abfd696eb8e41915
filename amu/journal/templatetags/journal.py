"""The journal of a case, as staff read it."""

from django import template

from amu.journal.enums import Asked
from amu.journal.models import Entry
from amu.journal.words import authority_name
from amu.words import Kind, has_words, label, say

register = template.Library()


@register.filter
def how_asked(entry: Entry) -> str:
    """How somebody asked staff to act for them; nothing where nobody did."""
    asked = entry.facts.get("asked")
    return label(Asked(asked)) if asked else ""


@register.filter
def what_changed(entry: Entry) -> str:
    """From what to what, where the act says so."""
    return say(Kind.CHANGE, entry.act, entry.facts) if has_words(Kind.CHANGE, entry.act) else ""


@register.filter
def authority(entry: Entry) -> str:
    """The paragraph or guidance it was done on."""
    return authority_name(entry.authority) if entry.authority else ""
