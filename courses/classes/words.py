"""What the codes of courses and classes say, in words for staff."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.formats import localize_input
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from amu.kernel.errors import CodedError
from amu.words import Kind, label, register, say
from courses.classes.rules.publication import Finding, FindingCode
from courses.classes.services import keys
from courses.classes.services.counting import CountFault
from courses.classes.services.imports import Fate
from courses.classes.services.lines import RowError
from courses.classes.services.runs import CANCELLED, MORE_SEATS, MOVED, OPENED
from courses.classes.services.sheet import Fault
from courses.enums import CourseKind, DeliveryForm, Known, RunAct, RunStatus, SubjectArea

COURSE_KINDS = {
    CourseKind.AMU: _("Labour market training course"),
    CourseKind.VET_SUBJECT: _("Vocational single subject"),
    CourseKind.SKILLS_ASSESSMENT: _("Individual skills assessment"),
}
KNOWN = {
    Known.YES: pgettext_lazy("known fact", "Yes"),
    Known.NO: pgettext_lazy("known fact", "No"),
    Known.UNKNOWN: pgettext_lazy("known fact", "Unknown"),
}
DELIVERY_FORMS = {
    DeliveryForm.DAY: _("Day"),
    DeliveryForm.EVENING: _("Evening"),
    DeliveryForm.WEEKEND: _("Weekend"),
    DeliveryForm.DISTANCE: _("Distance learning"),
    DeliveryForm.UNKNOWN: _("Not stated"),
}
RUN_STATUSES = {
    RunStatus.DRAFT: _("Draft"),
    RunStatus.PUBLISHED: _("Published"),
    RunStatus.CANCELLED: _("Cancelled"),
}
SUBJECT_AREAS = {
    SubjectArea.VEHICLES: _("Cars, bicycles and motorcycles"),
    SubjectArea.CONSTRUCTION: _("Building and construction"),
    SubjectArea.ENERGY: _("Electricity, plumbing and energy"),
    SubjectArea.HAIR_AND_FASHION: _("Hairdressing and fashion"),
    SubjectArea.FOOD_INDUSTRY: _("Food industry"),
    SubjectArea.GREEN: _("Green areas, forestry and farming"),
    SubjectArea.INDUSTRY: _("Industry and production"),
    SubjectArea.OFFICE_AND_RETAIL: _("IT, office and retail"),
    SubjectArea.LEADERSHIP: _("Leadership and cooperation"),
    SubjectArea.HOSPITALITY: _("Food, hotels and restaurants"),
    SubjectArea.METAL: _("Metal, welding and automation"),
    SubjectArea.SERVICE: _("Service"),
    SubjectArea.SOCIAL_CARE: _("Social work, health and child care"),
    SubjectArea.LANGUAGES: _("Languages"),
    SubjectArea.TRANSPORT: _("Transport and warehousing"),
}
RUN_COLOURS = {  # kinds of the ``status`` tag
    RunStatus.DRAFT: "neutral",
    RunStatus.PUBLISHED: "success",
    RunStatus.CANCELLED: "error",
}
YEAR_UNLIKELY = _("Check the year: there are no classes in %(year)s.")
FINDINGS = {
    FindingCode.FIRST_YEAR_UNLIKELY: YEAR_UNLIKELY,
    FindingCode.LAST_YEAR_UNLIKELY: YEAR_UNLIKELY,
    FindingCode.DEADLINE_YEAR_UNLIKELY: YEAR_UNLIKELY,
    FindingCode.ENDS_BEFORE_START: _("The last day is before the first."),
    FindingCode.DEADLINE_MISSING: _("The last day to apply is missing."),
    FindingCode.DEADLINE_AFTER_END: _("The last day to apply is after the class has ended."),
    FindingCode.DEADLINE_AFTER_START: _(
        "The last day to apply is not before the first day. Nobody is added once the class has begun, so applications "
        "close the day before."
    ),
    FindingCode.NO_SEATS: _("The class has no seats."),
    FindingCode.OPEN_WORKSHOP_WITHOUT_SEATS: _("An open workshop needs a number of seats."),
    FindingCode.FEWER_SEATS_THAN_TAKEN: _("%(taken)s seats are already taken. There cannot be fewer."),
    FindingCode.GUARANTEE_WITH_HIGH_MINIMUM: _(
        "A guaranteed class may require at most %(most)s participants. Lower the minimum or remove the "
        "guarantee."
    ),
    FindingCode.MINIMUM_ABOVE_SEATS: _("The minimum is higher than the number of seats (%(capacity)s)."),
    FindingCode.NO_COURSES: _("The class has no course."),
    FindingCode.APPROVAL_UNKNOWN: _(
        "We do not know whether the school is approved for %(course)s. Check it yourself."
    ),
    FindingCode.NOT_APPROVED: _("The school is not approved for %(course)s."),
    FindingCode.PLACEHOLDER_PRICE: _(
        "A price of 1 krone is not a price. Tick “Price on request from the school” instead."
    ),
    FindingCode.PRICE_MISSING: _(
        "There is no price, and no rate for the year. Enter a price, or tick “Price on request from the "
        "school”."
    ),
    FindingCode.TARGET_PRICE_MISSING: _(
        "There is a full price, but no price for the target group, and no rate for %(year)s. Nobody can see what they "
        "will pay until you enter a price or the rate is known."
    ),
    FindingCode.SUPPLEMENTS_ABOVE_CAP: _(
        "The supplements are above %(cap)s kroner a week. The school must be able to document their cost."
    ),
    FindingCode.COURSES_ARE_PROMISED: _(
        "The class is published, so its courses cannot be changed. Make a copy with other courses, and "
        "cancel this one."
    ),
    FindingCode.PLACE_OF_ANOTHER_SCHOOL: _("The place belongs to another school."),
    FindingCode.CANCELLED: _("The class is cancelled."),
    FindingCode.BEGUN_ALREADY: _("The class has already begun."),
    FindingCode.OVER_ALREADY: _("The class has been held. It can no longer be cancelled."),
    FindingCode.SERIES_TOO_LONG: _("At most %(most)s classes can be created at a time."),
}
ROW_ERRORS = {
    RowError.COURSE_UNKNOWN: _("There is no course with the number %(course)s."),
    RowError.COURSE_TWICE: _("The same course is listed twice."),
    RowError.DAYS_MISSING: _("How many days does %(course)s last here? Write it after the number."),
    RowError.EXTRA_UNCLEAR: _("Write an amount, a semicolon and what it is for: %(line)s"),
    RowError.BAD_AMOUNT: _("%(text)s is not an amount."),
    RowError.AMOUNT_HAS_TWO_MEANINGS: _("%(text)s can be read in two ways. Write %(whole)s or %(whole)s,00."),
    RowError.BAD_DATE: _("%(text)s is not a date. Write it as 29-09-2026."),
    RowError.PLACE_UNCLEAR: _("Write the place as street, postal code and town: Skolevej 1, 5000 Odense C."),
    RowError.POSTAL_CODE_UNKNOWN: _("%(postal_code)s is not a Danish postal code."),
    RowError.BAD_NUMBER: _("%(text)s is not a whole number from 0 to %(most)s."),
    RowError.BAD_FORM: _("%(text)s is not a teaching form. Write day, evening, weekend or distance."),
    RowError.NOT_YES_OR_NO: _("Write yes or no instead of %(text)s."),
    RowError.BAD_CHARACTERS: _("The text contains characters that cannot be shown: %(text)s."),
    RowError.TOO_LONG: _("At most %(most)s characters."),
    RowError.MISSING: _("This must be filled in."),
    RowError.CODE_UNKNOWN: _(
        "The school has no class with the booking code %(booking_code)s that can be changed."
    ),
    RowError.CLASS_TWICE: _("Line %(number)s is about the same class and says something else."),
    RowError.CLASSES_ALIKE: _(
        "Several classes have this course, first day, time and place (%(codes)s). Write the booking code of the one "
        "you mean."
    ),
    RowError.CHANGED_MEANWHILE: _(
        "Somebody else is changing the class at this moment. Check the file again."
    ),
}
FATES = {
    Fate.NEW: _("New draft"),
    Fate.CHANGED: _("Changes the class"),
    Fate.THERE_ALREADY: _("Already exists, skipped"),
    Fate.REFUSED: _("Must be corrected:"),
}
ACTS = {
    RunAct.DRAFTED: _("Class created as a draft"),
    RunAct.CHANGED: _("Class changed"),
    RunAct.PUBLISHED: _("Class published"),
    RunAct.CANCELLED: _("Class cancelled"),
}
MESSAGES = {
    MOVED: _("Tell everybody in a class that it has changed"),
    CANCELLED: _("Tell everybody in a class that it is cancelled"),
    MORE_SEATS: _("Give new seats to those on the waiting list"),
    OPENED: _("Give seats in a new class to those who are owed one"),
}


def area_name(area: str) -> str:
    """The subject area in words; nothing where the course has none. Raises ValueError for any other code."""
    return label(SubjectArea(area)) if area else ""


COUNT_FAULTS = {
    CountFault.OVERSOLD: _(
        "%(seats)s seats cannot have been sold elsewhere: the class has %(capacity)s, and %(here)s are sold here. At most "
        "%(most)s can be."
    ),
    CountFault.OLDER: _("A later count, of %(day)s, is known."),
    CountFault.IN_FUTURE: _("The day of the count has not come yet."),
    CountFault.CLASS_CANCELLED: _("The class is cancelled."),
    CountFault.CLASS_OVER: _("The class has ended."),
    CountFault.NAME_USED: _("The same Idempotency-Key came with another count."),
}
KEY_ACTS = {
    keys.MADE: _("Key of a school's own system made"),
    keys.REPLACED: _("Key of a school's own system replaced"),
    keys.ENDED: _("Key of a school's own system ended"),
}


def register_words() -> None:
    register(CourseKind, COURSE_KINDS)
    register(Known, KNOWN)
    register(DeliveryForm, DELIVERY_FORMS)
    register(RunStatus, RUN_STATUSES)
    register(SubjectArea, SUBJECT_AREAS)
    register(Kind.FINDING, FINDINGS, codes=FindingCode)
    register(Kind.FINDING, ROW_ERRORS, codes=RowError)
    register(Kind.FINDING, COUNT_FAULTS, codes=CountFault)
    register(Fate, FATES)
    register(Kind.ACT, ACTS, codes=RunAct)
    register(Kind.ACT, KEY_ACTS, codes=set(KEY_ACTS))
    register(Kind.MESSAGE, MESSAGES, codes={MOVED, CANCELLED, MORE_SEATS, OPENED})


def sentences(findings: Iterable[Finding]) -> list[str]:
    return [say(Kind.FINDING, finding.code, finding.facts) for finding in findings]


def fault_words(fault: Fault, headings: Mapping[str, str]) -> str:
    """With the name of its column, as it stands in the file."""
    said = say(Kind.FINDING, fault.code, fault.finding.facts)
    return f"{headings.get(fault.column, fault.column)}: {said}" if fault.column else said


def cell_words(value: object) -> str:
    """A value of a class as a list of changes shows it."""
    match value:
        case None | "":
            return "–"
        case bool():
            return pgettext("spreadsheet", "yes") if value else pgettext("spreadsheet", "no")
        case DeliveryForm():
            return label(value)
        case date():
            return f"{value:%d-%m-%Y}"
        case Decimal():
            return localize_input(value)
        case _:
            return str(value)


def error_words(error: CodedError) -> str:
    """Raises KeyError for a code without words: such an error must not be shown as nothing."""
    return say(Kind.FINDING, error.code, error.facts)
