"""What somebody who applies has answered, and what prices and access make of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from courses.fees.rules import Education, Person
from courses.guidance.rules.questions import DegreeUse, scheme_of
from enrolment.rules.questions import Stored, counted, price_is_known

NOT_KNOWN = "not_known"  # said of the approver


class Wage(StrEnum):
    """Whether somebody who has a job is paid while on the course."""

    PAID = "paid"
    UNPAID = "unpaid"
    UNSURE = "unsure"


class SkillsOffer(StrEnum):
    """What became of the offer to assess and improve reading, writing and mathematics.

    ``CLASS``: the person applies for such a class beside the course. ``CONTACT``: the school calls about it.
    """

    DECLINED = "declined"
    CONTACT = "contact"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class Answers:
    """Codes as in ``courses.guidance.rules.questions``; empty: not this person's question.

    ``approver`` is the code of the municipality or unemployment fund that approves the course, where it is known;
    ``skills_class`` is the booking code of the class that goes with ``SkillsOffer.CLASS``.
    """

    education: str
    residence: str
    situation: str
    email: str
    use: str = ""
    degree_last_used: date | None = None
    phone: str = ""
    wants_supplements: bool = False
    payer: str = ""
    employer_cvr: str = ""
    wage: str = ""
    path: str = ""
    approver: str = ""
    skills: str = SkillsOffer.DECLINED
    skills_class: str = ""
    needs: str = ""

    def as_person(self) -> Person:
        """The person as prices know them."""
        education = Education(self.education)
        if education is Education.HIGHER and self.use == DegreeUse.UNSURE:
            education = Education.UNSURE
        told = {
            "residence": self.residence,
            "situation": self.situation,
            "payer": self.payer,
            "path": self.path,
        }
        return Person(
            education,
            self.degree_last_used,
            scheme_of(told),
            says_unused=self.use == DegreeUse.UNUSED,
        )


def read_answers(stored: Stored, *, has_supplements: bool) -> Answers:
    """The answers of a draft, without those that do not count. Raises KeyError for a draft that is not complete."""
    said = counted(stored, has_supplements=has_supplements)
    last_used = said.get("degree_last_used")
    skills = said.get("skills", SkillsOffer.DECLINED)
    is_code = skills in set(SkillsOffer) - {SkillsOffer.CLASS}
    return Answers(
        education=said["education"],
        residence=said["residence"],
        situation=said["situation"],
        email=said["email"],
        use=said.get("use", ""),
        degree_last_used=date.fromisoformat(last_used) if last_used else None,
        phone=said.get("phone", ""),
        wants_supplements=bool(said.get("wants_supplements")),
        payer=said.get("payer", ""),
        employer_cvr=said.get("employer_cvr", ""),
        wage=said.get("wage", ""),
        path=said.get("path", ""),
        approver="" if said.get("approver") == NOT_KNOWN else said.get("approver", ""),
        skills=skills if is_code else SkillsOffer.CLASS,
        skills_class="" if is_code else skills,
        needs=said.get("needs", ""),
    )


def person_so_far(stored: Stored, *, has_supplements: bool) -> Person | None:
    """The person as prices know them, as soon as the answers decide the price; None before that."""
    if not price_is_known(stored, has_supplements=has_supplements):
        return None
    return read_answers({**stored, "email": ""}, has_supplements=has_supplements).as_person()
