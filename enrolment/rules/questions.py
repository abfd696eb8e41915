"""What somebody who applies is asked: one question a page, and only those that are theirs.

The questions about the price are those of the price guide (``courses.guidance.rules.questions``), with two
differences: everybody states their education, which is a solemn declaration (statute id ``open_education_8``), and
somebody with a job says who pays and whether they are paid meanwhile.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from courses.fees.rules import Education
from courses.guidance.rules.questions import FREE_FOR_ALL, Situation, scheme_of

type Stored = Mapping[str, Any]  # answers by the name of their field, as the draft has them


class Question(StrEnum):
    RESIDENCE = "residence"
    SITUATION = "situation"
    PAYER = "payer"
    PATH = "path"
    EDUCATION = "education"
    USE = "use"
    SUPPLEMENTS = "supplements"
    SKILLS = "skills"
    NEEDS = "needs"
    CONTACT = "contact"
    ADDRESS = "address"
    APPROVER = "approver"


class Part(StrEnum):
    """A part of the list of what is done and what is left."""

    SITUATION = "situation"
    EDUCATION = "education"
    COURSE = "course"
    CONTACT = "contact"


FIELDS: Mapping[Question, tuple[str, ...]] = {
    Question.RESIDENCE: ("residence",),
    Question.SITUATION: ("situation",),
    Question.PAYER: ("payer", "employer_cvr", "wage"),
    Question.PATH: ("path",),
    Question.EDUCATION: ("education",),
    Question.USE: ("use", "degree_last_used"),
    Question.SUPPLEMENTS: ("wants_supplements",),
    Question.SKILLS: ("skills",),
    Question.NEEDS: ("needs",),
    Question.CONTACT: ("email", "phone"),
    # The address is stored encrypted, by itself: the draft knows only that it was asked for.
    Question.ADDRESS: ("address_asked",),
    Question.APPROVER: ("approver",),
}
PARTS: Mapping[Part, tuple[Question, ...]] = {
    Part.SITUATION: (Question.RESIDENCE, Question.SITUATION, Question.PAYER, Question.PATH),
    Part.EDUCATION: (Question.EDUCATION, Question.USE),
    Part.COURSE: (Question.SUPPLEMENTS, Question.SKILLS, Question.NEEDS),
    Part.CONTACT: (Question.CONTACT, Question.ADDRESS, Question.APPROVER),
}


def questions_for(stored: Stored, *, has_supplements: bool) -> Iterator[Question]:
    """The questions of this person, in order, each chosen by the answers given before it is asked for."""
    yield Question.RESIDENCE
    yield Question.SITUATION
    if stored.get("situation") == Situation.EMPLOYEE:
        yield Question.PAYER
    if stored.get("situation") == Situation.ON_BENEFIT:
        yield Question.PATH
    yield Question.EDUCATION
    if stored.get("education") == Education.HIGHER and scheme_of(stored) not in FREE_FOR_ALL:
        yield Question.USE
    if has_supplements:
        yield Question.SUPPLEMENTS
    yield Question.SKILLS
    yield Question.NEEDS
    yield Question.CONTACT
    yield Question.ADDRESS
    if stored.get("situation") == Situation.ON_BENEFIT:  # after the address, which names the municipality
        yield Question.APPROVER


def is_answered(question: Question, stored: Stored) -> bool:
    return all(name in stored for name in FIELDS[question])


def open_question(stored: Stored, *, has_supplements: bool) -> Question | None:
    """The first question without an answer; None when all are answered."""
    for question in questions_for(stored, has_supplements=has_supplements):
        if not is_answered(question, stored):
            return question
    return None


def counted(stored: Stored, *, has_supplements: bool) -> dict[str, Any]:
    """The answers that count: those to this person's questions. What was said to another one counts for nothing."""
    names = {
        name
        for question in questions_for(stored, has_supplements=has_supplements)
        for name in FIELDS[question]
    }
    return {name: value for name, value in stored.items() if name in names}


def price_is_known(stored: Stored, *, has_supplements: bool) -> bool:
    """Whether what was answered so far decides the price. The extras count as declined until somebody wants them."""
    return all(
        is_answered(question, stored)
        for question in questions_for(stored, has_supplements=has_supplements)
        if question in {*PARTS[Part.SITUATION], *PARTS[Part.EDUCATION]}
    )
