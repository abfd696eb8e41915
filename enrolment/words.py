"""What the codes of enrolment say."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amu.kernel.verdict import Verdict
from amu.notices.words import register_notices
from amu.words import Kind, label, register
from courses.fees.explanation import Words, in_words
from courses.fees.rules import Education, NoPrice, Quote
from courses.guidance.rules.access import worth_telling
from courses.guidance.rules.questions import BenefitPath, FeePayer, Residence, Situation
from enrolment.enums import (
    ApplicationState,
    Because,
    DecisionChannel,
    NoticeCode,
    Outcome,
    RefusalReason,
    ResultOutcome,
)
from enrolment.letter_words import POSTING_PROBLEMS, REASONS
from enrolment.rules.posting import PostingProblem
from enrolment.services.applying import SUBMITTED, Answers
from enrolment.services.confirming import CONFIRMED
from enrolment.services.elsewhere import PLACED, SEAT_FOR_THE_OWED
from enrolment.services.ending import LINE_OVER
from enrolment.services.notifying import NOTIFIED
from enrolment.services.results import PASSED, RECORDED
from enrolment.states import Action

STATES = {
    ApplicationState.SUBMITTED: _("Waiting for the school's decision"),
    ApplicationState.WAITING: _("On the waiting list"),
    ApplicationState.NOT_PLACED: _("No seat came free; the school decides"),
    ApplicationState.ADMITTED: _("Admitted"),
    ApplicationState.REFUSED: _("Refused"),
    ApplicationState.WITHDRAWN: _("Withdrawn"),
    ApplicationState.CANCELLED: _("Closed: the class is cancelled"),
    ApplicationState.OWED: _("Is owed a seat in a later class"),
    ApplicationState.ELSEWHERE: _("Has a seat in another class"),
}
COLOURS = {  # kinds of the ``status`` tag
    ApplicationState.SUBMITTED: "info",
    ApplicationState.WAITING: "warning",
    ApplicationState.NOT_PLACED: "warning",
    ApplicationState.ADMITTED: "success",
    ApplicationState.REFUSED: "error",
    ApplicationState.WITHDRAWN: "neutral",
    ApplicationState.CANCELLED: "error",
    ApplicationState.OWED: "info",
    ApplicationState.ELSEWHERE: "success",
}
HEADINGS = {  # of the person's page
    ApplicationState.SUBMITTED: _("We have your application, and a seat is reserved for you"),
    ApplicationState.WAITING: _("You are on the waiting list"),
    ApplicationState.NOT_PLACED: _("The class has begun, and no seat came free for you"),
    ApplicationState.ADMITTED: _("You have been admitted"),
    ApplicationState.REFUSED: _("You have not been admitted"),
    ApplicationState.WITHDRAWN: _("Your application is withdrawn"),
    ApplicationState.CANCELLED: _("The class you applied for has been cancelled"),
    ApplicationState.OWED: _("You will have a seat in a later class"),
    ApplicationState.ELSEWHERE: _("You have a seat in another class"),
}
OUTCOMES = {
    Outcome.ADMITTED: _("Admitted"),
    Outcome.REFUSED: _("Refused"),
}
REFUSAL_REASONS = {
    RefusalReason.NO_ACCESS: _("Neither residence nor employment in Denmark"),
    RefusalReason.ENTRY_REQUIREMENT: _("The course's entry requirement is not met"),
    RefusalReason.LANGUAGE: _("Does not know the language of instruction well enough"),
    RefusalReason.BENEFIT_NOT_APPROVED: _(
        "The municipality or the unemployment fund has not approved the course"
    ),
    RefusalReason.DOCUMENTS_MISSING: _("Documents are missing"),
    RefusalReason.TOO_LATE: _("The application came after the deadline"),
    RefusalReason.PAYMENT_MISSING: _("The participation fee has not been paid"),
    RefusalReason.NO_SEAT_CAME_FREE: _("No seat came free before the class began"),
}
DECISION_CHANNELS = {
    DecisionChannel.LETTER: _("Letter by post"),
    DecisionChannel.DIGITAL: _("Digital Post"),
    DecisionChannel.HANDED_OVER: _("Handed over"),
}
RESULT_OUTCOMES = {
    ResultOutcome.PASSED: _("Passed"),
    ResultOutcome.NOT_PASSED: _("Not passed"),
    ResultOutcome.ABSENT: _("Did not take part"),
}
BECAUSE = {
    Because.FIRST: _("First decision"),
    Because.SCHOOL_UPHELD_APPEAL: _("The school upheld an appeal"),
    Because.MINISTRY_UPHELD_APPEAL: _("The ministry upheld an appeal"),
}
ACTS = {
    SUBMITTED: _("Application received"),
    "application.admit": _("Seat confirmed"),
    "application.refuse": _("Application closed by refusal"),
    "application.offer_seat": _("Seat given from the waiting list"),
    "application.withdraw": _("Application withdrawn"),
    "application.reinstate": _("Application reopened with a seat"),
    "application.reinstate_in_line": _("Application reopened on the waiting list"),
    "application.close": _("Application closed: the class is cancelled"),
    "application.end_line": _("The class began before a seat came free"),
    "application.resume_line": _("On the waiting list again: the class was moved"),
    "application.owe": _("The person is owed a seat in a later class"),
    "application.place_elsewhere": _("A seat in another class took the place of the application"),
    PLACED: _("Seat reserved after an upheld appeal"),
    "decision.admitted": _("Decision: admitted"),
    "decision.refused": _("Decision: refused"),
    NOTIFIED: _("The person was notified of the decision"),
    CONFIRMED: _("Letter of confirmation printed"),
    RECORDED: _("Result recorded"),
}
ACT_CODES = {
    SUBMITTED,
    PLACED,
    NOTIFIED,
    CONFIRMED,
    RECORDED,
    *(f"application.{action}" for action in Action),
    *(f"decision.{outcome}" for outcome in Outcome),
}
MESSAGES = {
    PASSED: _("Make the certificate of a passed course"),
    LINE_OVER: _("End the waiting list of a class that has begun"),
    SEAT_FOR_THE_OWED: _("Give free seats in a class to those who are owed one"),
}


def register_words() -> None:
    register(ApplicationState, STATES)
    register(Outcome, OUTCOMES)
    register(RefusalReason, REFUSAL_REASONS)
    register(Kind.REASON, REASONS, codes=RefusalReason)
    register(DecisionChannel, DECISION_CHANNELS)
    register(PostingProblem, POSTING_PROBLEMS)
    register(ResultOutcome, RESULT_OUTCOMES)
    register(Because, BECAUSE)
    register(Kind.ACT, ACTS, codes=ACT_CODES)
    register(Kind.MESSAGE, MESSAGES, codes={PASSED, LINE_OVER, SEAT_FOR_THE_OWED})
    register_notices(NoticeCode)


def heading(state: ApplicationState) -> str:
    """What the person's page is called."""
    return str(HEADINGS[state])


def price_words(quote: Mapping[str, Any]) -> Words:
    """The sentences behind a stored quote, or behind the stored lack of one."""
    return in_words(NoPrice.from_dict(quote) if "error" in quote else Quote.from_dict(quote))


def stored_verdicts(stored: Iterable[Mapping[str, Any]]) -> list[Verdict]:
    """Those of an application that a page shows, as they were when it was sent."""
    return worth_telling(Verdict.from_dict(each) for each in stored)


def progress(current: int) -> list[dict[str, str]]:
    """The three steps of applying, for the step list."""
    titles = (gettext("Your answers"), gettext("Check and send"), gettext("Receipt"))
    return [
        {"title": title, "state": "done" if number < current else "current" if number == current else "later"}
        for number, title in enumerate(titles, start=1)
    ]


def answer_labels(answers: Answers) -> list[tuple[str, str]]:
    """What was answered, each with what it answers, as the page for checking shows it."""
    rows = [
        (gettext("Education"), label(Education(answers.education))),
        (gettext("Denmark"), label(Residence(answers.residence))),
        (gettext("Situation"), label(Situation(answers.situation))),
        (gettext("E-mail"), answers.email),
    ]
    if answers.payer:
        rows.insert(3, (gettext("Who pays"), label(FeePayer(answers.payer))))
    if answers.path:
        rows.insert(3, (gettext("Agreed with"), label(BenefitPath(answers.path))))
    if answers.degree_last_used:
        rows.insert(1, (gettext("Education last used"), answers.degree_last_used.strftime("%d-%m-%Y")))
    if answers.phone:
        rows.append((gettext("Phone"), answers.phone))
    return rows
