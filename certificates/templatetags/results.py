"""Results and proofs on pages."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from amu.web.templatetags.amu import status
from amu.words import label
from enrolment.enums import ResultOutcome

register = template.Library()


@register.simple_tag
def result_outcome(outcome: str) -> SafeString | str:
    """How a course went, in words and colour; nothing where it is not known."""
    if not outcome:
        return ""
    known = ResultOutcome(outcome)
    return status("success" if known == ResultOutcome.PASSED else "neutral", label(known))


@register.filter
def in_pairs(fingerprint: str) -> SafeString:
    """A checksum that lines end between the pairs of, and never within one: it is compared by eye."""
    return format_html_join(mark_safe(":<wbr>"), "{}", ((pair,) for pair in fingerprint.split(":")))
