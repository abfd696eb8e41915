"""From what a person says and what is known of a course to the facts that rules ask about."""

from datetime import date

from amu.kernel.dates import years_after
from amu.kernel.errors import CodedError
from courses.fees.rules.facts import Booking, CourseFacts, Education, Field, Flag, Person
from courses.fees.rules.table import YEARS_UNUSED, RuleFacts


def low_from(person: Person) -> date | None:
    """The first course day on which the person's degree counts as unused, if a last use is stated."""
    if person.degree_last_used is None:
        return None
    try:
        return years_after(person.degree_last_used, YEARS_UNUSED)
    except CodedError:
        return None  # beyond the year 9999: never


def rule_facts(person: Person, course: CourseFacts, booking: Booking) -> RuleFacts:
    unused = _unused(person, booking.starts_on)
    return RuleFacts(
        scheme=person.scheme,
        outside_target_group=_outside(person.education, unused=unused),
        exempt=_exempt(course, booking),
        basic_skills_beside_course=course.basic_skills and _has_other_course(booking),
        certificate=course.certificate.truth,
        degree_unused=unused and person.education in (Education.HIGHER, Education.UNSURE),
    )


def _unused(person: Person, starts_on: date) -> bool:
    if person.degree_last_used is None:
        return person.says_unused
    since = low_from(person)
    return since is not None and starts_on >= since


def _outside(education: Education, *, unused: bool) -> bool | None:
    """Higher education that is in use. A degree long unused settles it for the unsure as well."""
    if unused or education in (Education.UNSKILLED, Education.VOCATIONAL):
        return False
    return True if education is Education.HIGHER else None


def _exempt(course: CourseFacts, booking: Booking) -> bool | None:
    """The flag of the course decides, never its field alone; a published price answers for a silent flag."""
    if course.fee_exempt is not Flag.UNKNOWN:
        return course.fee_exempt.truth
    if course.skills_assessment:
        return True
    is_published = course.target_price is not None or (
        booking.published_price is not None and course in booking.courses
    )
    return None if course.field is not Field.OTHER and not is_published else False


def _has_other_course(booking: Booking) -> bool:
    """Reading, writing and arithmetic are no company for each other, nor is a skills assessment."""
    return any(
        not (each.basic_skills or each.skills_assessment) for each in (*booking.everything, *booking.beside)
    )
