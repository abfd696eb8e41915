"""What one application says of itself: heading, price, what the rules said, and what was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amu.kernel.verdict import Verdict
from amu.words import label
from courses.fees.explanation import Words, in_words
from courses.fees.rules import Education, NoPrice, Quote
from courses.guidance.rules.access import worth_telling
from courses.guidance.rules.questions import BenefitPath, DegreeUse, FeePayer, Residence, Situation
from enrolment.enums import (
    ApplicationState,
)
from enrolment.rules.answers import Answers, SkillsOffer, Wage
from enrolment.rules.papers import NEEDED
from enrolment.rules.questions import Question

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


def heading(state: ApplicationState) -> str:
    """What the person's page is called."""
    return str(HEADINGS[state])


def price_words(quote: Mapping[str, Any]) -> Words:
    """The sentences behind a stored quote, or behind the stored lack of one."""
    return in_words(NoPrice.from_dict(quote) if "error" in quote else Quote.from_dict(quote))


def stored_verdicts(stored: Iterable[Mapping[str, Any]]) -> list[Verdict]:
    """Those of an application that a page shows, as they were when it was sent.

    What asked for a paper is not among them: the paper itself says how far it is.
    """
    told = worth_telling(Verdict.from_dict(each) for each in stored)
    return [verdict for verdict in told if verdict.code not in NEEDED]


def progress(current: int) -> list[dict[str, str]]:
    """The three steps of applying, for the step list."""
    titles = (gettext("Your answers"), gettext("Check and send"), gettext("Receipt"))
    return [
        {"title": title, "state": "done" if number < current else "current" if number == current else "later"}
        for number, title in enumerate(titles, start=1)
    ]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer as the page for checking shows it, and the question that changes it."""

    label: str
    value: str
    question: Question


def answer_rows(
    answers: Answers, *, has_supplements: bool, skills_class: str = "", approver: str = ""
) -> list[Answered]:
    """What was answered, in the order of the questions.

    ``skills_class`` names the class beside the course, and ``approver`` who approves it.
    """
    rows = [
        Answered(gettext("Denmark"), label(Residence(answers.residence)), Question.RESIDENCE),
        Answered(gettext("Situation"), label(Situation(answers.situation)), Question.SITUATION),
    ]
    if answers.payer:
        rows.append(Answered(gettext("Who pays"), label(FeePayer(answers.payer)), Question.PAYER))
    if answers.employer_cvr:
        rows.append(Answered(gettext("The employer's CVR number"), answers.employer_cvr, Question.PAYER))
    if answers.wage:
        rows.append(Answered(gettext("Wages during the course"), label(Wage(answers.wage)), Question.PAYER))
    if answers.path:
        rows.append(Answered(gettext("Agreed with"), label(BenefitPath(answers.path)), Question.PATH))
    rows.append(Answered(gettext("Education"), label(Education(answers.education)), Question.EDUCATION))
    if answers.use:
        rows.append(Answered(gettext("Used at work"), label(DegreeUse(answers.use)), Question.USE))
    if answers.degree_last_used:
        day = answers.degree_last_used.strftime("%d-%m-%Y")
        rows.append(Answered(gettext("Education last used"), day, Question.USE))
    if has_supplements:
        wants = gettext("Yes, for payment") if answers.wants_supplements else gettext("Declined")
        rows.append(Answered(gettext("Extras"), wants, Question.SUPPLEMENTS))
    offer = skills_class or label(SkillsOffer(answers.skills))
    rows.append(Answered(gettext("Reading, writing and mathematics"), offer, Question.SKILLS))
    rows.append(Answered(gettext("Special needs"), answers.needs or gettext("None"), Question.NEEDS))
    rows.append(Answered(gettext("E-mail"), answers.email, Question.CONTACT))
    if answers.phone:
        rows.append(Answered(gettext("Phone"), answers.phone, Question.CONTACT))
    if answers.situation == Situation.ON_BENEFIT:
        named = approver or gettext("Not known yet")
        rows.append(Answered(gettext("Who approves the course"), named, Question.APPROVER))
    return rows
