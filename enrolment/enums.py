"""Words of enrolment that are stored in rows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationState(TextChoices):
    SUBMITTED = "submitted", _("Waiting for the school's decision")
    WAITING = "waiting", _("On the waiting list")
    ADMITTED = "admitted", _("Admitted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Education(TextChoices):
    """The highest completed education, in the words that decide the fee."""

    UNSKILLED = "unskilled", _("Primary or upper secondary school, or no education after school")
    VOCATIONAL = "vocational", _("A vocational education (skilled worker)")
    HIGHER = "higher", _("A higher education, for example nurse, pedagogue or engineer")
    UNSURE = "unsure", _("I am not sure")


class Residence(TextChoices):
    """What gives access: living in Denmark, or working there."""

    RESIDENT = "resident", _("I live in Denmark")
    EMPLOYED = "employed", _("I live abroad and work in Denmark")
    GREENLAND_FAROE = "greenland_faroe", _("I live in Greenland or the Faroe Islands")
    NEITHER = "neither", _("I neither live nor work in Denmark")
    UNSURE = "unsure", _("I am not sure")


class Situation(TextChoices):
    EMPLOYEE = "employee", _("I have a job")
    SELF_EMPLOYED = "self_employed", _("I have my own business")
    ON_BENEFIT = "on_benefit", _("I receive unemployment benefit, cash benefit or the like")
    IGU = "igu", _("I take a basic integration education (IGU)")
    SELF_SUPPORTING = "self_supporting", _("I am a student, a pensioner, or without work and without benefit")


class FeePayer(TextChoices):
    """Who pays for somebody who has a job."""

    MYSELF = "myself", _("I pay myself")
    EMPLOYER = "employer", _("My employer pays")


class BenefitPath(TextChoices):
    """How somebody on benefit comes to a course."""

    SIX_WEEKS = "six_weeks", _("I take six weeks of training that I have a right to")
    MUNICIPALITY = "municipality", _("The municipality or jobcentre has said that it pays")
    UNSURE = "unsure", _("None of these, or I am not sure")


class DegreeUse(TextChoices):
    """Whether a higher education has been used at work in the five years before the course."""

    IN_USE = "in_use", _("Yes, I use it or have used it")
    UNUSED = "unused", _("No, not for five years or more")
    UNSURE = "unsure", _("I am not sure")


class Outcome(TextChoices):
    ADMITTED = "admitted", _("Admitted")
    REFUSED = "refused", _("Refused")


class RefusalReason(TextChoices):
    """Why a school may refuse. A full class is no reason: it has a waiting list."""

    NO_ACCESS = "no_access", _("Neither residence nor employment in Denmark")
    ENTRY_REQUIREMENT = "entry_requirement", _("The course's entry requirement is not met")
    LANGUAGE = "language", _("The language of instruction is not mastered well enough")
    BENEFIT_NOT_APPROVED = (
        "benefit_not_approved",
        _("The municipality or the unemployment fund has not approved"),
    )
    DOCUMENTS_MISSING = "documents_missing", _("Documents are missing")
    TOO_LATE = "too_late", _("The application came after the deadline")
    PAYMENT_MISSING = "payment_missing", _("The participation fee has not been paid")


class DecisionChannel(TextChoices):
    """How a decision legally reaches the person. The copy on My Overview starts no clock."""

    LETTER = "letter", _("Letter by post")
    DIGITAL = "digital", _("Digital Post")
    HANDED_OVER = "handed_over", _("Handed over")


class ResultOutcome(TextChoices):
    PASSED = "passed", _("Passed")
    NOT_PASSED = "not_passed", _("Not passed")
    ABSENT = "absent", _("Did not take part")


class Because(TextChoices):
    """What made the school decide anew."""

    FIRST = "first", _("First decision")
    SCHOOL_UPHELD_APPEAL = "school_upheld_appeal", _("The school upheld an appeal")
    MINISTRY_UPHELD_APPEAL = "ministry_upheld_appeal", _("The ministry upheld an appeal")
