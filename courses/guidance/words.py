"""What the codes of the price guide, of who may apply and of the six weeks say."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django_stubs_ext import StrOrPromise

from amu.kernel.verdict import Verdict
from amu.words import Facts, Kind, Sentence, label, register, say
from courses.fees.rules import Education
from courses.guidance.rules.access import PLAIN_YES, AccessCode
from courses.guidance.rules.ages import AgeCode
from courses.guidance.rules.questions import BenefitPath, DegreeUse, FeePayer, Residence, Situation
from courses.guidance.rules.six_weeks import PointState, SixWeeksCode, state_of

EDUCATIONS = {
    Education.UNSKILLED: _("Primary or upper secondary school, or no education after school"),
    Education.VOCATIONAL: _("A vocational education (skilled worker)"),
    Education.HIGHER: _("A higher education, for example as a nurse, social educator or engineer"),
    Education.UNSURE: _("I am not sure"),
}
RESIDENCES = {
    Residence.RESIDENT: _("I live in Denmark"),
    Residence.EMPLOYED: _("I live abroad and work in Denmark"),
    Residence.GREENLAND_FAROE: _("I live in Greenland or the Faroe Islands"),
    Residence.NEITHER: _("I neither live nor work in Denmark"),
    Residence.UNSURE: _("I am not sure"),
}
SITUATIONS = {
    Situation.EMPLOYEE: _("I have a job"),
    Situation.SELF_EMPLOYED: _("I have my own business"),
    Situation.ON_BENEFIT: _("I receive unemployment benefit, cash benefit or similar benefits"),
    Situation.IGU: _("I am in a basic integration education (IGU)"),
    Situation.SELF_SUPPORTING: _("I am a student or a pensioner, or I have neither work nor benefits"),
}
FEE_PAYERS = {
    FeePayer.MYSELF: _("I pay for it myself"),
    FeePayer.EMPLOYER: _("My employer pays"),
}
BENEFIT_PATHS = {
    BenefitPath.SIX_WEEKS: _("I am using my right to six weeks of training"),
    BenefitPath.MUNICIPALITY: _("The municipality or jobcentre has agreed to pay"),
    BenefitPath.UNSURE: _("None of these, or I am not sure"),
}
DEGREE_USES = {
    DegreeUse.IN_USE: _("Yes, I use it or have used it"),
    DegreeUse.UNUSED: _("No, not for five years or more"),
    DegreeUse.UNSURE: _("I am not sure"),
}


def _by_office(jobcentre: StrOrPromise, municipality: StrOrPromise) -> Callable[[Facts], str]:
    """The municipality's employment service by its name of the day."""
    return lambda facts: str(jobcentre if facts.get("office") == "jobcentre" else municipality)


ACCESS: Mapping[AccessCode, Sentence] = {
    AccessCode.WORKS_IN_DENMARK: _(
        "You live abroad and work in Denmark. The school will ask for a declaration that your employer "
        "also signs. Your seat is reserved in the meantime."
    ),
    AccessCode.GREENLAND_FAROE: _(
        "You live in Greenland or the Faroe Islands. You may take the course, and you pay the full price."
    ),
    AccessCode.NEITHER: _(
        "You have told us that you neither live nor work in Denmark. The courses are then normally not "
        "open to you. You can apply anyway: a member of staff at the school decides."
    ),
    AccessCode.RESIDENCE_UNCLEAR: _(
        "You are not sure whether you live or work in Denmark. You can apply: a member of staff at the "
        "school looks at it with you."
    ),
    AccessCode.BENEFIT_APPROVAL_NEEDED: _by_office(
        _(
            "You receive benefits. Your jobcentre or your unemployment fund must approve the course before "
            "it starts. Contact them now; your seat is reserved while they decide."
        ),
        _(
            "You receive benefits. Your municipality or your unemployment fund must approve the course before "
            "it starts. Contact them now; your seat is reserved while they decide."
        ),
    ),
    AccessCode.SIX_WEEKS_APPROVAL_NEEDED: _(
        "Six weeks of training: your unemployment fund must approve the course before it starts. The form "
        "is called AR237. Contact the fund now; your seat is reserved while it decides."
    ),
    AccessCode.MUNICIPALITY_AGREEMENT_NEEDED: _by_office(
        _(
            "Your jobcentre must agree to pay before the course starts. Contact it now; your seat is "
            "reserved while it decides."
        ),
        _(
            "Your municipality must agree to pay before the course starts. Contact it now; your seat is "
            "reserved while it decides."
        ),
    ),
    AccessCode.IGU_CONTRACT_NEEDED: _(
        "You are in a basic integration education (IGU). The school must have a copy of your contract "
        "before the course starts."
    ),
    AccessCode.EDUCATION_UNCLEAR: _(
        "You are not sure about your education. The school will help you find out, and tell you the price "
        "before you pay."
    ),
    AccessCode.ENTRY_REQUIREMENTS_UNKNOWN: _(
        "A course may require you to know or have something beforehand. We do not know whether this one "
        "does: ask the school."
    ),
}
AGES = {
    AgeCode.TOO_YOUNG: _(
        "You can take the course. The certificate itself is issued from the age of %(years)s, or as part "
        "of a vocational education."
    ),
    AgeCode.UNKNOWN: _("The certificate is issued from the age of %(years)s. We do not know your age."),
}
SIX_WEEKS = {
    SixWeeksCode.EDUCATION: _("Your education meets the condition."),
    SixWeeksCode.EDUCATION_UNKNOWN: _(
        "It depends on your education. You can have school only, a vocational education, or a short higher "
        "education together with a vocational one."
    ),
    SixWeeksCode.ONLY_HIGHER: _(
        "You have a higher education and no vocational education, so you do not have the right to the six "
        "weeks."
    ),
    SixWeeksCode.WAITED: _("You have been unemployed for %(weeks)s weeks or more."),
    SixWeeksCode.NOT_YET: ngettext_lazy(
        "The right begins after %(weeks)s weeks. %(left)s week is left.",
        "The right begins after %(weeks)s weeks. %(left)s weeks are left.",
        "left",
    ),
    SixWeeksCode.WAIT_UNKNOWN: _("The right begins after %(weeks)s weeks without work."),
    SixWeeksCode.IN_TIME: _(
        "The training must be completed within %(weeks)s weeks without work. You have %(left)s left."
    ),
    SixWeeksCode.TOO_LATE: _("The training had to be completed within %(weeks)s weeks without work."),
    SixWeeksCode.END_UNKNOWN: _(
        "The training must be completed within %(weeks)s weeks, and within %(young)s if you are under 25."
    ),
    SixWeeksCode.NO_SIDE_BUSINESS: _("You do not have your own business."),
    SixWeeksCode.SIDE_BUSINESS: _(
        "You have your own business, so you do not have the right to the six weeks."
    ),
    SixWeeksCode.SIDE_BUSINESS_UNKNOWN: _("You must not have your own business."),
    SixWeeksCode.ON_THE_LIST: _("The course is on the list."),
    SixWeeksCode.NOT_ON_THE_LIST: _("The course must be on the list, and all courses within one trade."),
    SixWeeksCode.LIST_UNKNOWN: _("The course must be on the list. Your unemployment fund has the list."),
    SixWeeksCode.LENGTH: _("It is at most %(days)s course days."),
    SixWeeksCode.TOO_LONG: _("It may be at most %(days)s course days."),
    SixWeeksCode.LENGTH_UNKNOWN: _("All courses together may last at most %(days)s days."),
    SixWeeksCode.RULES_UNKNOWN: _("We do not know the rules after 2026. Ask your unemployment fund."),
}

POINT_STATES = {
    PointState.MET: _("Met"),
    PointState.NOT_MET: _("Not met"),
    PointState.NOT_KNOWN: _("Not known"),
}
POINT_COLOURS = {  # kinds of the ``status`` tag
    PointState.MET: "success",
    PointState.NOT_MET: "warning",
    PointState.NOT_KNOWN: "neutral",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One condition as a page shows it. ``colour`` is a kind of the ``status`` tag."""

    text: str
    answer: str
    colour: str


def points_of(verdicts: Iterable[Verdict]) -> list[Point]:
    """A checklist in words."""
    return [
        Point(
            say(Kind.VERDICT, verdict.code, verdict.facts),
            label(state_of(verdict)),
            POINT_COLOURS[state_of(verdict)],
        )
        for verdict in verdicts
    ]


def register_words() -> None:
    register(Education, EDUCATIONS)
    register(Residence, RESIDENCES)
    register(Situation, SITUATIONS)
    register(FeePayer, FEE_PAYERS)
    register(BenefitPath, BENEFIT_PATHS)
    register(DegreeUse, DEGREE_USES)
    register(Kind.VERDICT, ACCESS, codes=set(AccessCode) - PLAIN_YES)
    register(Kind.VERDICT, AGES, codes=set(AgeCode) - PLAIN_YES)
    register(Kind.VERDICT, SIX_WEEKS, codes=SixWeeksCode)
    register(PointState, POINT_STATES)
