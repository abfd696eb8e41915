"""What is suggested at the desk, and why."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from amu.kernel.verdict import Verdict
from amu.words import Kind, register
from enrolment.enums import ApplicationState
from enrolment.models import Application
from enrolment.rules.approving import ApprovalState
from enrolment.rules.suggestion import Known, Suggestion, suggest

SUGGESTIONS: dict[Suggestion, StrOrPromise] = {
    Suggestion.ADMIT: _("Admit"),
    Suggestion.CHECK_PAPERS: _("Check the papers"),
    Suggestion.AWAIT_PAPERS: _("Wait for papers"),
    Suggestion.AWAIT_APPROVAL: _("Wait for the approval"),
    Suggestion.ASK: _("Ask the person"),
    Suggestion.CONSIDER_REFUSAL: _("Consider a refusal"),
    Suggestion.AWAIT_ANSWER: _("Wait for the answer to the hearing"),
    Suggestion.REFUSE_NO_SEAT: _("Refuse: no seat came free"),
    Suggestion.NONE: _("Nothing to decide"),
}
BECAUSE: dict[Suggestion, StrOrPromise] = {
    Suggestion.ADMIT: _("A seat is reserved, no paper is missing, and the rules say yes."),
    Suggestion.CHECK_PAPERS: _("Papers have been handed in that nobody has looked at yet."),
    Suggestion.AWAIT_PAPERS: _("The person still has to hand in papers."),
    Suggestion.AWAIT_APPROVAL: _(
        "The municipality or unemployment fund has been asked, and has not answered yet."
    ),
    Suggestion.ASK: _("The person is in doubt about an answer that decides who may apply, or the price."),
    Suggestion.CONSIDER_REFUSAL: _("The rules say no; why is below. A person decides."),
    Suggestion.AWAIT_ANSWER: _("The person still has time to answer."),
    Suggestion.REFUSE_NO_SEAT: _("The class began while the person was on the waiting list."),
    Suggestion.NONE: _("The school has nothing to decide here."),
}


def register_words() -> None:
    register(Suggestion, SUGGESTIONS)
    register(Kind.FINDING, BECAUSE, codes=Suggestion)


def suggestion_for(application: Application, *, is_being_heard: bool) -> Suggestion:
    """No query where the application came with its papers and approvals."""
    return suggest(
        Known(
            waits_with_seat=application.state == ApplicationState.SUBMITTED,
            waited_in_vain=application.state == ApplicationState.NOT_PLACED,
            verdicts=[Verdict.from_dict(each) for each in application.verdicts],
            papers=[paper.state for paper in application.papers.all()],
            is_being_heard=is_being_heard,
            awaits_approval=any(each.state == ApprovalState.ASKED for each in application.approvals.all()),
        )
    )
