"""Applications on pages."""

from django import template
from django.utils.safestring import SafeString

from amu.web.templatetags.amu import status
from amu.words import label
from enrolment.enums import ApplicationState
from enrolment.models import Application
from enrolment.words import COLOURS

register = template.Library()


@register.simple_tag
def application_state(application: Application) -> SafeString:
    """Its state in words and colour."""
    state = ApplicationState(application.state)
    return status(COLOURS[state], label(state))
