"""Who may apply, and what a person has to look at first.

Nothing here turns anybody away: a "no" is shown with its reason and "apply anyway".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amu.kernel.verdict import Verdict, no, yes
from courses.fees.rules import Education
from courses.guidance.rules.ages import AgeCode, old_enough
from courses.guidance.rules.offices import office_on
from courses.guidance.rules.questions import BenefitPath, Residence, Situation


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the person answered, in the codes of ``courses.guidance.rules.questions``. Empty: not asked."""

    residence: str
    situation: str
    education: str
    path: str = ""
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What they want to join: the codes of the courses carried, and the last day of the class."""

    courses: tuple[str, ...] = ()
    ends_on: date | None = None


class AccessCode(StrEnum):
    LIVES_IN_DENMARK = "lives_in_denmark"
    WORKS_IN_DENMARK = "works_in_denmark_declaration_needed"
    GREENLAND_FAROE = "greenland_faroe_full_price"
    NEITHER = "neither_lives_nor_works_in_denmark"
    RESIDENCE_UNCLEAR = "residence_unclear_a_person_looks"
    ENROLS_THEMSELVES = "enrols_themselves"
    IGU_CONTRACT_NEEDED = "igu_contract_needed"
    SIX_WEEKS_APPROVAL_NEEDED = "six_weeks_approval_needed"
    MUNICIPALITY_AGREEMENT_NEEDED = "municipality_agreement_needed"
    BENEFIT_APPROVAL_NEEDED = "on_benefit_approval_needed"
    IN_TARGET_GROUP = "in_target_group"
    EDUCATION_STATED = "education_stated"
    EDUCATION_UNCLEAR = "education_unclear_a_person_looks"
    ENTRY_REQUIREMENTS_UNKNOWN = "entry_requirements_unknown"


PLAIN_YES = frozenset(
    {
        AccessCode.LIVES_IN_DENMARK,
        AccessCode.ENROLS_THEMSELVES,
        AccessCode.IN_TARGET_GROUP,
        AccessCode.EDUCATION_STATED,
        AgeCode.OLD_ENOUGH,
    }
)
"""Answers that leave nothing to tell. Every other one is shown: each no, and a yes with a duty or an unknown."""


def access(applicant: Applicant) -> Verdict:
    """Residence or employment in Denmark gives access; Greenland and the Faroe Islands at full price."""
    match applicant.residence:
        case Residence.RESIDENT:
            return yes(AccessCode.LIVES_IN_DENMARK, statute="admission")
        case Residence.EMPLOYED:
            return yes(AccessCode.WORKS_IN_DENMARK, statute="admission")
        case Residence.GREENLAND_FAROE:
            return yes(AccessCode.GREENLAND_FAROE, statute="greenland_faroe")
        case Residence.NEITHER:
            return no(AccessCode.NEITHER, statute="admission")
        case _:
            return no(AccessCode.RESIDENCE_UNCLEAR, statute="admission")


def benefit(applicant: Applicant, *, on: date) -> Verdict:
    """People on benefits need the municipality or the unemployment fund; everybody else enrols themselves.

    ``office`` says by what name the municipality's part was known on the day.
    """
    if applicant.situation == Situation.IGU:
        return yes(AccessCode.IGU_CONTRACT_NEEDED, statute="igu")
    if applicant.situation != Situation.ON_BENEFIT:
        return yes(AccessCode.ENROLS_THEMSELVES, statute="admission")
    office = office_on(on).code
    match applicant.path:
        case BenefitPath.SIX_WEEKS:
            return no(AccessCode.SIX_WEEKS_APPROVAL_NEEDED, statute="six_weeks", office=office)
        case BenefitPath.MUNICIPALITY:
            return no(AccessCode.MUNICIPALITY_AGREEMENT_NEEDED, statute="municipality_pays", office=office)
        case _:
            return no(AccessCode.BENEFIT_APPROVAL_NEEDED, statute="admission", office=office)


def education(applicant: Applicant) -> Verdict:
    """Education never bars anybody; it decides the fee, and an unclear one is for a person."""
    if applicant.education == Education.UNSURE:
        return no(AccessCode.EDUCATION_UNCLEAR, statute="open_education_8")
    in_target_group = applicant.education in (Education.UNSKILLED, Education.VOCATIONAL)
    code = AccessCode.IN_TARGET_GROUP if in_target_group else AccessCode.EDUCATION_STATED
    return yes(code, statute="open_education_8")


def requirements(wanted: Wanted) -> Verdict:
    """Certificate courses may have entry requirements; our data know none, and silence is no "none"."""
    return yes(AccessCode.ENTRY_REQUIREMENTS_UNKNOWN, statute="admission", course=", ".join(wanted.courses))


def verdicts(applicant: Applicant, wanted: Wanted, *, on: date) -> tuple[Verdict, ...]:
    """Every rule's answer, in the order a person reads them."""
    ages = old_enough(applicant.birth_date, wanted.courses, wanted.ends_on or on)
    return (
        access(applicant),
        benefit(applicant, on=on),
        education(applicant),
        *(() if ages is None else (ages,)),
        *((requirements(wanted),) if wanted.courses else ()),
    )


def stands_before_the_price(verdict: Verdict) -> bool:
    """Whether somebody must know it before they hear what it costs: that the courses may not be open to them."""
    return verdict.code in {AccessCode.NEITHER, AccessCode.RESIDENCE_UNCLEAR}


def worth_telling(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts a page shows; the others are a plain yes."""
    return [verdict for verdict in verdicts if verdict.code not in PLAIN_YES]
