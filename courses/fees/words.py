"""What the codes of prices say."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amu.web.formatting import long_date
from amu.words import Facts, Kind, Sentence, register
from courses.enums import ProposalState
from courses.fees.rules import Excuse, Ground, LineCode, RateClass
from courses.fees.rules.answers import Change, Condition, NoPriceCode
from courses.fees.rules.charges import ChargeGround
from courses.fees.services import DECIDED, PROPOSED

GROUNDS = {
    Ground.TARGET_GROUP: _("You have no higher education, so you pay the low price."),
    Ground.DEGREE_UNUSED: _(
        "You have not used your higher education for five years, so you pay the low price."
    ),
    Ground.HIGHER_EDUCATION: _("You have a higher education and use it, so the full price applies."),
    Ground.CERTIFICATE_SCHEME: _(
        "From September 2020 to the end of 2021 everybody paid the low price for certificate courses."
    ),
    Ground.FEE_EXEMPT: _("This course is free for people who do not use a higher education."),
    Ground.BASIC_SKILLS: _("Reading, writing and mathematics are free when you take another course too."),
    Ground.IGU: _("People in basic integration education (IGU) pay no fee."),
    Ground.SIX_WEEKS: _(
        "You are unemployed and take six weeks of job-oriented training. It is free for you."
    ),
    Ground.MUNICIPALITY: _("The municipality books and pays for people who receive benefits."),
    Ground.GREENLAND_FAROE: _("People who live in Greenland or the Faroe Islands pay the full price."),
}
CHARGE_GROUNDS = {  # withdrawal and no-show
    ChargeGround.CHARGED: _("The law sets the amount by the number of lessons."),
    ChargeGround.NOT_BOUND: _("The law lets schools charge employers and self-employed people only."),
    ChargeGround.IN_GOOD_TIME: _("The withdrawal came at least one week before the first day."),
    ChargeGround.AFTER_FIRST_DAY: _("The charge is for the first day only."),
    ChargeGround.NOT_USED: _("The school does not use these charges."),
    Excuse.LAWFUL_ABSENCE: _("The absence was lawful and documented."),
    Excuse.SUBSTITUTE: _("Another participant came instead."),
    Excuse.CANCELLED_BY_SCHOOL: _("The school cancelled the class."),
    Excuse.EMPTY_SEAT_PAID: _("The employer paid for empty seats."),
}
LINES = {
    LineCode.FREE: _("%(name)s: nothing to pay."),
    LineCode.RATE: _("%(name)s: %(days)s at %(per_day)s make %(amount)s (rate for %(year)s)."),
    LineCode.PUBLISHED: _("%(name)s: %(amount)s, the price the school has published."),
    LineCode.INCLUDED: _("%(name)s: included in the price of the class."),
    LineCode.FULL_PRICE: _("%(name)s: %(amount)s, the full price."),
    LineCode.SUPPLEMENT: _("%(name)s: %(amount)s. You can decline this supplement."),
    LineCode.SUPPLEMENT_DECLINED: _("%(name)s: declined. It would cost %(offered)s."),
}
FULL_PRICE_SPLIT = _(
    "%(name)s: %(amount)s, the full price: a fee of %(fee)s and the %(subsidy)s that the state pays for "
    "others."
)
PRICE_NOT_KNOWN = _("%(name)s: nothing to pay for you. The school knows the price.")
CONDITIONS = {
    Condition.IGU_CONTRACT_ON_FILE: _(
        "The school must have a copy of your IGU contract before the course starts."
    ),
    Condition.SIX_WEEKS_APPROVED: _("Your unemployment fund must approve the course before it starts."),
    Condition.MUNICIPALITY_AGREES: _("The municipality must agree to pay before the course starts."),
    Condition.TAKES_THE_OTHER_COURSE: _("You must take the other course as well."),
    Condition.EDUCATION_DECLARED: _("You declare your education yourself, and it must be true."),
    Condition.SCHOOL_USES_CHARGES: _(
        "The board of the school must have decided to use these charges for all courses."
    ),
}
WOULD_CHANGE = {
    Change.SCHEME_ENDS: _("The price would be different if you left the scheme."),
    Change.RESIDENCE_OR_WORK_IN_DENMARK: _("The price could be lower if you lived or worked in Denmark."),
    Change.DEGREE_UNUSED_FIVE_YEARS: _(
        "The price would be lower if you had not used your higher education for five years."
    ),
    Change.HIGHER_EDUCATION_IN_USE: _("The price would be higher if you used a higher education."),
    Change.WITHOUT_OTHER_COURSE: _("Without the other course you would pay the ordinary price."),
    Change.WITH_ANOTHER_COURSE: _("It would be free if you took another course too."),
    Change.SUPPLEMENTS: _("The price depends on which supplements you want."),
    Change.LAWFUL_ABSENCE: _("There is no charge for lawful absence that you can document."),
    Change.SUBSTITUTE: _("There is no charge if another participant comes instead."),
    Change.CANCELLED_BY_SCHOOL: _("There is no charge if the school cancels the class."),
    Change.EMPTY_SEAT_PAID: _("There is no charge if the employer has paid for empty seats."),
}
BAD_QUESTION = _("Something in the question is missing or cannot be right. No price was calculated.")


def _unknown_course(facts: Facts) -> str:
    if facts.get("parts"):
        return gettext("Course %(course)s comes in parts. Say which: %(parts)s.") % facts
    return gettext("There is no course with the number %(course)s in the catalogue.") % facts


def _start_differs(facts: Facts) -> str:
    day = date.fromisoformat(str(facts["start"]))
    return gettext("The class starts on another day: %(start)s.") % {"start": long_date(day)}


NO_PRICE: Mapping[NoPriceCode, Sentence] = {
    NoPriceCode.NO_RATE: _("No rate is known for %(year)s. Ask the school for the price."),
    NoPriceCode.RATE_CLASS_UNKNOWN: _(
        "There were two rates in %(year)s, and we do not know which one applied to course %(course)s."
    ),
    NoPriceCode.NO_FULL_PRICE: _("We do not know the full price of this course. Ask the school."),
    NoPriceCode.ASK_SCHOOL: _("The school has not published a price. Ask the school."),
    NoPriceCode.EXEMPTION_UNKNOWN: _(
        "We do not know whether course %(course)s is free of charge. Ask the school."
    ),
    NoPriceCode.CERTIFICATE_UNKNOWN: _(
        "We do not know whether course %(course)s was a certificate course. Ask the school."
    ),
    NoPriceCode.EDUCATION_UNSURE: _(
        "The price depends on your education. Ask the school to go through it with you."
    ),
    NoPriceCode.DAYS_UNKNOWN: _("We do not know how many days course %(course)s lasts. Ask the school."),
    NoPriceCode.FULL_PRICE_BELOW_LOW: _(
        "The full price we have for course %(course)s cannot be right. Ask the school."
    ),
    NoPriceCode.UNKNOWN_COURSE: _unknown_course,
    NoPriceCode.UNKNOWN_RUN: _("There is no class with that booking code."),
    NoPriceCode.COURSE_NOT_ON_RUN: _("The class does not include course %(course)s."),
    NoPriceCode.REPEATED_COURSE: _("Course %(course)s is asked for twice."),
    NoPriceCode.UNKNOWN_SUPPLEMENT: _("The class has no such supplement."),
    NoPriceCode.START_DIFFERS: _start_differs,
    NoPriceCode.DEGREE_USED_IN_FUTURE: _("An education cannot have been used after the first course day."),
    NoPriceCode.BAD_DATE: _(
        "One of the dates does not exist. Write it as year-month-day, such as 2026-09-14."
    ),
    NoPriceCode.BAD_DAYS: _("The number of days must be greater than zero."),
    NoPriceCode.BAD_LESSONS: _("The number of lessons must be greater than zero."),
    NoPriceCode.BAD_AMOUNT: _("An amount in the catalogue cannot be right. Ask the school."),
    NoPriceCode.COURSE_AND_DAYS: _("Ask either about a course or about a number of days."),
    NoPriceCode.DATE_OUT_OF_ORDER: _(
        "The dates do not match: a withdrawal comes before the class begins, an absence once it has begun."
    ),
    NoPriceCode.UNKNOWN_EDUCATION: _("The education must be unskilled, vocational, higher or unsure."),
    NoPriceCode.UNKNOWN_SCHEME: _(
        "The scheme must be none, six_weeks, igu, municipality, employer or greenland_faroe."
    ),
    NoPriceCode.MISSING_START: BAD_QUESTION,
}
RATE_CLASSES = {
    RateClass.SINGLE: _("One rate"),
    RateClass.LOW: _("Low rate"),
    RateClass.HIGH: _("High rate"),
    RateClass.UNKNOWN: _("Unknown"),
}
PROPOSAL_STATES = {
    ProposalState.WAITING: _("Waiting for a second person"),
    ProposalState.APPROVED: _("Approved"),
    ProposalState.DECLINED: _("Declined"),
}
PROPOSAL_COLOURS = {  # kinds of the ``status`` tag
    ProposalState.WAITING: "warning",
    ProposalState.APPROVED: "success",
    ProposalState.DECLINED: "neutral",
}
ACTS = {
    PROPOSED: _("Rate proposed"),
    "rate.approved": _("Rate approved"),
    "rate.declined": _("Rate declined"),
}


def register_words() -> None:
    register(Kind.GROUND, GROUNDS, codes=Ground)
    register(Kind.GROUND, CHARGE_GROUNDS, codes={*ChargeGround, *Excuse})
    register(LineCode, LINES, codes=set(LineCode) - {LineCode.CHARGE})
    register(Condition, CONDITIONS)
    register(Change, WOULD_CHANGE)
    register(Kind.NO_PRICE, NO_PRICE, codes=NoPriceCode)
    register(RateClass, RATE_CLASSES)
    register(ProposalState, PROPOSAL_STATES)
    register(Kind.ACT, ACTS, codes={PROPOSED, *DECIDED.values()})
