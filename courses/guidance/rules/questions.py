"""The questions that lead to a person's price: their codes, their order, and what the answers say.

Codes only, so that answers may stand in an address. The form to apply asks the same questions
in the same codes.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from courses.fees.rules.facts import Education, Person, Scheme


class Residence(StrEnum):
    RESIDENT = "resident"
    EMPLOYED = "employed"  # lives abroad and works in Denmark
    GREENLAND_FAROE = "greenland_faroe"
    NEITHER = "neither"
    UNSURE = "unsure"


class Situation(StrEnum):
    EMPLOYEE = "employee"
    SELF_EMPLOYED = "self_employed"
    ON_BENEFIT = "on_benefit"
    IGU = "igu"  # basic integration education
    SELF_SUPPORTING = "self_supporting"


class FeePayer(StrEnum):
    """Who pays the fee of somebody who has a job."""

    MYSELF = "myself"
    EMPLOYER = "employer"


class BenefitPath(StrEnum):
    """How somebody on benefits gets a course."""

    SIX_WEEKS = "six_weeks"
    MUNICIPALITY = "municipality"
    UNSURE = "unsure"


class DegreeUse(StrEnum):
    IN_USE = "in_use"
    UNUSED = "unused"  # for five years when the course begins
    UNSURE = "unsure"


QUESTIONS: dict[str, type[StrEnum]] = {
    "residence": Residence,
    "situation": Situation,
    "payer": FeePayer,
    "path": BenefitPath,
    "education": Education,
    "use": DegreeUse,
}
type Answers = Mapping[str, str]

FREE_FOR_ALL = (Scheme.IGU, Scheme.SIX_WEEKS, Scheme.MUNICIPALITY, Scheme.GREENLAND_FAROE)


def questions_for(answers: Answers) -> Iterator[str]:
    """The questions that matter, in order, each chosen by the answers given before it is asked for."""
    yield "residence"
    if answers.get("residence") == Residence.GREENLAND_FAROE:
        return
    yield "situation"
    if answers.get("situation") == Situation.EMPLOYEE:
        yield "payer"
    if answers.get("situation") == Situation.ON_BENEFIT:
        yield "path"
    if scheme_of(answers) in FREE_FOR_ALL:
        return  # whatever the education
    yield "education"
    if answers.get("education") == Education.HIGHER:
        yield "use"


def read(given: Answers) -> tuple[dict[str, str], str]:
    """The answers that count, and the question to ask next: empty when all are answered.

    An unknown code is no answer; nothing after an open question counts.
    """
    answers: dict[str, str] = {}
    for question in questions_for(answers):
        code = given.get(question, "")
        if code not in set(QUESTIONS[question]):
            return answers, question
        answers[question] = code
    return answers, ""


def scheme_of(answers: Answers) -> Scheme:
    """The scheme a person's place, situation and payer make."""
    if answers.get("residence") == Residence.GREENLAND_FAROE:
        return Scheme.GREENLAND_FAROE
    match answers.get("situation"), answers.get("path"), answers.get("payer"):
        case (Situation.IGU, _, _):
            return Scheme.IGU
        case (Situation.ON_BENEFIT, BenefitPath.SIX_WEEKS, _):
            return Scheme.SIX_WEEKS
        case (Situation.ON_BENEFIT, BenefitPath.MUNICIPALITY, _):
            return Scheme.MUNICIPALITY
        case (Situation.EMPLOYEE, _, FeePayer.EMPLOYER):
            return Scheme.EMPLOYER
        case _:
            return Scheme.NONE


def may_be_free(answers: Answers) -> bool:
    """Whether what somebody has not arranged yet, or does not know, may make a course free for them."""
    return answers.get("situation") == Situation.ON_BENEFIT and answers.get("path") == BenefitPath.UNSURE


def person_of(answers: Answers) -> Person:
    """The person as prices know them. An education nobody had to ask about is none."""
    education = Education(answers.get("education") or Education.UNSKILLED)
    use = answers.get("use")
    if education is Education.HIGHER and use == DegreeUse.UNSURE:
        education = Education.UNSURE
    return Person(education, scheme=scheme_of(answers), says_unused=use == DegreeUse.UNUSED)
