"""Who may apply, and what a person has to look at first (rules.md §2, §13.1, §13.2).

Nothing here turns anybody away: a "no" is shown with its reason and "apply anyway".
"""

from dataclasses import dataclass

from amu.kernel.verdict import Verdict, no, yes


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the person told us, in the codes of ``enrolment.enums``."""

    residence: str
    situation: str
    education: str


def access(applicant: Applicant) -> Verdict:
    """Residence or employment in Denmark gives access."""
    match applicant.residence:
        case "resident":
            return yes("lives_in_denmark", statute="admission")
        case "employed":
            return yes("works_in_denmark_declaration_needed", statute="admission")
        case "neither":
            return no("neither_lives_nor_works_in_denmark", statute="admission")
        case _:
            return no("residence_unclear_a_person_looks", statute="admission")


def benefit(applicant: Applicant) -> Verdict:
    """People on benefit need the municipality or the unemployment fund; everybody else enrols themselves."""
    if applicant.situation == "on_benefit":
        return no("on_benefit_approval_needed", statute="admission")
    return yes("enrols_themselves", statute="admission")


def education(applicant: Applicant) -> Verdict:
    """Education never bars anybody; it decides the fee, and an unclear one is for a person."""
    if applicant.education == "unsure":
        return no("education_unclear_a_person_looks")
    return yes("education_stated")


def verdicts(applicant: Applicant) -> tuple[Verdict, ...]:
    """Every rule's answer, in the order a person reads them."""
    return access(applicant), benefit(applicant), education(applicant)
