"""Who may apply, and what a person has to look at first (rules.md §2, §13.1, §13.2).

Nothing here turns anybody away: a "no" is shown with its reason and "apply anyway".
"""

from dataclasses import dataclass
from datetime import date

from amu.kernel.verdict import Verdict, no, yes
from courses.guidance.rules.ages import old_enough
from courses.guidance.rules.offices import office_on


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the person told us, in the codes of ``courses.guidance.rules.questions``. Empty: not asked."""

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


# Answers that are a yes, and still something the person must be told.
TOLD_ANYWAY = frozenset(
    {
        "works_in_denmark_declaration_needed",
        "greenland_faroe_full_price",
        "igu_contract_needed",
        "entry_requirements_unknown",
        "age_unknown_certificate_from",
    }
)


def access(applicant: Applicant) -> Verdict:
    """Residence or employment in Denmark gives access; Greenland and the Faroe Islands at full price."""
    match applicant.residence:
        case "resident":
            return yes("lives_in_denmark", statute="admission")
        case "employed":
            return yes("works_in_denmark_declaration_needed", statute="admission")
        case "greenland_faroe":
            return yes("greenland_faroe_full_price", statute="greenland_faroe")
        case "neither":
            return no("neither_lives_nor_works_in_denmark", statute="admission")
        case _:
            return no("residence_unclear_a_person_looks", statute="admission")


def benefit(applicant: Applicant, *, on: date) -> Verdict:
    """People on benefit need the municipality or the unemployment fund; everybody else enrols themselves.

    ``office`` says by what name the municipality's part was known on the day.
    """
    if applicant.situation == "igu":
        return yes("igu_contract_needed", statute="igu")
    if applicant.situation != "on_benefit":
        return yes("enrols_themselves", statute="admission")
    office = office_on(on).code
    match applicant.path:
        case "six_weeks":
            return no("six_weeks_approval_needed", statute="six_weeks", office=office)
        case "municipality":
            return no("municipality_agreement_needed", statute="municipality_pays", office=office)
        case _:
            return no("on_benefit_approval_needed", statute="admission", office=office)


def education(applicant: Applicant) -> Verdict:
    """Education never bars anybody; it decides the fee, and an unclear one is for a person."""
    if applicant.education == "unsure":
        return no("education_unclear_a_person_looks", statute="open_education_8")
    in_target_group = applicant.education in ("unskilled", "vocational")
    return yes("in_target_group" if in_target_group else "education_stated", statute="open_education_8")


def requirements(wanted: Wanted) -> Verdict:
    """Certificate courses may have entry requirements; our data know none, and silence is no "none"."""
    return yes("entry_requirements_unknown", statute="admission", course=", ".join(wanted.courses))


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


def must_be_told(*, ok: bool, code: str) -> bool:
    """Whether a verdict is shown: every no, and the yes that carries a duty or an unknown."""
    return not ok or code in TOLD_ANYWAY
