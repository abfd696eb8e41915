"""Appeals on pages."""

from enum import StrEnum

from django import template
from django.utils.safestring import SafeString

from amu.web.templatetags.amu import status
from amu.words import label
from appeals.enums import AppealState
from appeals.figure_words import quarter_name
from appeals.models import Appeal
from appeals.words import COLOURS, arrived

register = template.Library()


@register.simple_tag
def appeal_state(appeal: Appeal) -> SafeString:
    """Its state in words and colour."""
    state = AppealState(appeal.state)
    return status(COLOURS[state], label(state))


@register.filter
def called(code: StrEnum) -> str:
    """What a code is called."""
    return label(code)


register.filter(arrived)
register.filter(quarter_name)
