"""Classes and rates at the desks of staff."""

from django import template
from django.utils.safestring import SafeString

from amu.web.templatetags.amu import status
from amu.words import label
from courses.classes.models import CourseRun
from courses.classes.words import RUN_COLOURS
from courses.enums import ProposalState, RunStatus
from courses.fees.models import RateProposal
from courses.fees.words import PROPOSAL_COLOURS

register = template.Library()


@register.simple_tag
def run_status(run: CourseRun) -> SafeString:
    """Whether a class is a draft, published or cancelled, in words and colour."""
    at = RunStatus(run.status)
    return status(RUN_COLOURS[at], label(at))


@register.simple_tag
def proposal_state(proposal: RateProposal) -> SafeString:
    """Where a proposed rate stands, in words and colour."""
    state = ProposalState(proposal.state)
    return status(PROPOSAL_COLOURS[state], label(state))
