"""What the codes of enrolment say."""

from django.utils.translation import gettext_lazy as _

from amu.notices.words import register_notices
from amu.words import Kind, register
from enrolment.enums import (
    ApplicationState,
    Because,
    DecisionChannel,
    FactsFrom,
    Group,
    NoticeCode,
    Outcome,
    Presence,
    RefusalReason,
    ResultOutcome,
)
from enrolment.letter_words import POSTING_PROBLEMS, REASONS
from enrolment.rules.answers import SkillsOffer, Wage
from enrolment.rules.approving import ApprovalState
from enrolment.rules.papers import PaperKind, PaperState
from enrolment.rules.posting import PostingProblem
from enrolment.rules.questions import Part, Question
from enrolment.services import approvals, approving, hearing
from enrolment.services.applying import SUBMITTED
from enrolment.services.attendance import NOTED
from enrolment.services.confirming import CONFIRMED
from enrolment.services.elsewhere import PLACED, SEAT_FOR_THE_OWED
from enrolment.services.ending import LINE_OVER
from enrolment.services.messages import RECEIVED, SENT
from enrolment.services.notifying import NOTIFIED
from enrolment.services.papers import ACCEPTED, HANDED_IN, REJECTED
from enrolment.services.results import PASSED, RECORDED
from enrolment.services.swapping import SWAPS, UNWANTED, WANTED
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
FACTS_FROM = {
    FactsFrom.OWN: _("The person gave them, or knows that we have them"),
    FactsFrom.HEARD: _("Others gave them, and the person has been heard about them"),
    FactsFrom.EXCEPTION: _("Others gave them, and there is a reason for not hearing the person"),
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
PRESENCES = {  # begin with different letters, so that one key chooses
    Presence.PRESENT: _("Present"),
    Presence.PART: _("Some of the day"),
    Presence.ABSENT: _("Absent"),
}
GROUPS = {
    Group.ALL: _("Everybody with a seat, on the waiting list, or whose wait ended without a seat"),
    Group.SEATED: _("Those with a seat"),
    Group.IN_LINE: _("Those on the waiting list"),
}
WAGES = {
    Wage.PAID: _("Yes, my employer pays my wages"),
    Wage.UNPAID: _("No"),
    Wage.UNSURE: _("I am not sure"),
}
SKILLS_OFFERS = {
    SkillsOffer.DECLINED: _("No, thank you"),
    SkillsOffer.CONTACT: _("Yes, the school may contact me about it"),
    SkillsOffer.CLASS: _("Yes, and applied for a class"),
}
PARTS = {
    Part.SITUATION: _("Your situation"),
    Part.EDUCATION: _("Your education"),
    Part.COURSE: _("The course"),
    Part.CONTACT: _("How we reach you"),
}
QUESTIONS = {  # in the list of what is done and what is left
    Question.RESIDENCE: _("Whether you live or work in Denmark"),
    Question.SITUATION: _("What your situation is"),
    Question.PAYER: _("Your employer, and who pays"),
    Question.PATH: _("What has been agreed about the course"),
    Question.EDUCATION: _("Your highest education"),
    Question.USE: _("Whether you have used it at work"),
    Question.SUPPLEMENTS: _("Extras you may decline"),
    Question.SKILLS: _("Reading, writing and mathematics"),
    Question.NEEDS: _("Special needs"),
    Question.CONTACT: _("E-mail and phone"),
    Question.ADDRESS: _("Postal address"),
    Question.APPROVER: _("Who approves the course"),
}
PAPERS = {
    PaperKind.WORK_DECLARATION: _("Declaration of work, signed by you and your employer"),
    PaperKind.IGU_CONTRACT: _("Copy of your IGU contract"),
    PaperKind.SIX_WEEKS_APPROVAL: _("Approval of the six weeks by your unemployment fund (AR237)"),
    PaperKind.MUNICIPALITY_AGREEMENT: _("The municipality's agreement to pay"),
    PaperKind.BENEFIT_APPROVAL: _("Approval by your municipality or unemployment fund"),
}
PAPER_STATES = {
    PaperState.MISSING: _("Missing"),
    PaperState.HANDED_IN: _("Handed in; the school looks at it"),
    PaperState.ACCEPTED: _("Accepted"),
    PaperState.REJECTED: _("Rejected"),
}
APPROVAL_STATES = {
    ApprovalState.ASKED: _("Waits for an answer"),
    ApprovalState.APPROVED: _("Approved"),
    ApprovalState.REFUSED: _("Not approved"),
    ApprovalState.CLOSED: _("No longer needed"),
}
APPROVAL_COLOURS = {  # kinds of the ``status`` tag
    ApprovalState.ASKED: "warning",
    ApprovalState.APPROVED: "success",
    ApprovalState.REFUSED: "error",
    ApprovalState.CLOSED: "neutral",
}
PAPER_COLOURS = {  # kinds of the ``status`` tag
    PaperState.MISSING: "warning",
    PaperState.HANDED_IN: "info",
    PaperState.ACCEPTED: "success",
    PaperState.REJECTED: "error",
}
BECAUSE = {
    Because.FIRST: _("First decision"),
    Because.SCHOOL_UPHELD_APPEAL: _("The school upheld an appeal"),
    Because.MINISTRY_UPHELD_APPEAL: _("The ministry upheld an appeal"),
    Because.MINISTRY_CHANGED_DECISION: _("The ministry changed the decision"),
    Because.MINISTRY_RETURNED_APPEAL: _("The ministry sent the case back to be decided anew"),
}
ACTS = {
    SUBMITTED: _("Application received"),
    HANDED_IN: _("Paper handed in"),
    ACCEPTED: _("Paper accepted"),
    REJECTED: _("Paper rejected"),
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
    "application.release_seat": _("Seat released: the course was not approved in time"),
    PLACED: _("Seat reserved after an appeal"),
    "decision.admitted": _("Decision: admitted"),
    "decision.refused": _("Decision: refused"),
    WANTED: _("Wants to give up another seat for one here"),
    UNWANTED: _("Keeps the other seat"),
    NOTIFIED: _("The person was notified of the decision"),
    CONFIRMED: _("Letter of confirmation printed"),
    RECORDED: _("Result recorded"),
    NOTED: _("Attendance noted"),
    SENT: _("Message sent to the class"),
    RECEIVED: _("Message from the school to the class"),
    hearing.ASKED: _("The person was heard about facts"),
    hearing.NOTIFIED: _("The person got the letter about the facts"),
    hearing.ANSWERED: _("The person answered about the facts"),
    hearing.CLOSED: _("The hearing ended"),
    approvals.ASKED: _("Approval asked for"),
    approvals.CLOSED: _("Approval no longer needed from the approver"),
    approving.APPROVED: _("The course was approved"),
    approving.REFUSED: _("The course was not approved"),
    approving.TOLD: _("Told that no approval had come"),
    approving.RELEASED: _("The seat was released without an approval"),
}
ACT_CODES = {
    HANDED_IN,
    ACCEPTED,
    REJECTED,
    SUBMITTED,
    PLACED,
    WANTED,
    UNWANTED,
    NOTIFIED,
    CONFIRMED,
    RECORDED,
    NOTED,
    SENT,
    RECEIVED,
    hearing.ASKED,
    hearing.NOTIFIED,
    hearing.ANSWERED,
    hearing.CLOSED,
    approvals.ASKED,
    approvals.CLOSED,
    approving.APPROVED,
    approving.REFUSED,
    approving.TOLD,
    approving.RELEASED,
    *(f"application.{action}" for action in Action),
    *(f"decision.{outcome}" for outcome in Outcome),
}
MESSAGES = {
    PASSED: _("Make the certificate of a passed course"),
    SWAPS: _("Give a seat to somebody who gives up another one for it"),
    LINE_OVER: _("End the waiting list of a class that has begun"),
    approving.APPROVAL_OVER: _("Release the seat of somebody whose approval has not come"),
    SEAT_FOR_THE_OWED: _("Give free seats in a class to those who are owed one"),
}


def register_words() -> None:
    register(ApplicationState, STATES)
    register(Outcome, OUTCOMES)
    register(RefusalReason, REFUSAL_REASONS)
    register(Kind.REASON, REASONS, codes=RefusalReason)
    register(FactsFrom, FACTS_FROM)
    register(DecisionChannel, DECISION_CHANNELS)
    register(PostingProblem, POSTING_PROBLEMS)
    register(ResultOutcome, RESULT_OUTCOMES)
    register(Presence, PRESENCES)
    register(Group, GROUPS)
    register(Because, BECAUSE)
    register(Wage, WAGES)
    register(SkillsOffer, SKILLS_OFFERS)
    register(Part, PARTS)
    register(Question, QUESTIONS)
    register(PaperKind, PAPERS)
    register(PaperState, PAPER_STATES)
    register(ApprovalState, APPROVAL_STATES)
    register(Kind.ACT, ACTS, codes=ACT_CODES)
    register(
        Kind.MESSAGE, MESSAGES, codes={PASSED, LINE_OVER, SEAT_FOR_THE_OWED, approving.APPROVAL_OVER, SWAPS}
    )
    register_notices(NoticeCode)
