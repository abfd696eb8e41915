"""Applications on pages."""

from django import template
from django.utils.safestring import SafeString

from amu.web.templatetags.amu import status
from amu.words import label
from enrolment.enums import ApplicationState
from enrolment.models import Approval, Paper
from enrolment.rules.approving import ApprovalState
from enrolment.rules.papers import PaperState
from enrolment.words import APPROVAL_COLOURS, COLOURS, PAPER_COLOURS

register = template.Library()


@register.simple_tag
def application_state(state: str) -> SafeString:
    """A state in words and colour."""
    known = ApplicationState(state)
    return status(COLOURS[known], label(known))


@register.simple_tag
def paper_state(paper: Paper) -> SafeString:
    """The same of a paper."""
    known = PaperState(paper.state)
    return status(PAPER_COLOURS[known], label(known))


@register.simple_tag
def approval_state(approval: Approval) -> SafeString:
    """The same of a question to an approver."""
    known = ApprovalState(approval.state)
    return status(APPROVAL_COLOURS[known], label(known))
