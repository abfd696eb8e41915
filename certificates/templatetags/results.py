"""Results on pages."""

from django import template
from django.utils.safestring import SafeString

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
