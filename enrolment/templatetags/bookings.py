"""What the pages of bookings say of a code."""

from django import template

from amu.words import label
from enrolment.enums import ReleasedBecause

register = template.Library()


@register.filter
def released_words(code: str) -> str:
    """Why a company no longer has a seat."""
    return label(ReleasedBecause(code))
