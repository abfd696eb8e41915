"""What applications, decisions and results hold about people, for the file they can download."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amu.kernel.statutes import statute
from amu.own_data.enums import Why
from amu.own_data.registry import Held, LeftOut
from amu.words import Facts, Kind, has_words, say
from enrolment.application_words import price_words


def _verdicts(row: Any) -> list[dict[str, Any]]:
    """Rules that have nothing to tell a person have no words."""
    return [{**verdict, "words": _words(verdict["code"], verdict["facts"])} for verdict in row.verdicts]


def _words(code: str, facts: Facts) -> str | None:
    return say(Kind.VERDICT, code, facts) if has_words(Kind.VERDICT, code) else None


def _quote(row: Any) -> dict[str, Any]:
    return {"facts": row.quote, "words": price_words(row.quote).everything}


def _cited(row: Any) -> list[dict[str, str]]:
    language = get_language() or "da"
    return [{"code": code, "words": statute(code).cite(language)} for code in row.statutes]


def course_of(row: Any) -> str:
    """The course of a row that leads to one in a class, read with ``run_course__course``."""
    return str(row.run_course.course)


def _message(row: Any) -> dict[str, Any]:
    written = row.message
    return {"heading": written.heading, "words": written.words, "sent_at": written.sent_at}


TABLES = (
    Held(
        model="enrolment.Application",
        what=_("Applications, with your answers and your price"),
        of="person",
        columns="id run person state seat applied_at education degree_last_used degree_use residence situation payer path "
        "approver is_passed_over employer_cvr wage skills needs wants_supplements price language continues swaps",
        instead={
            "verdicts": ("what_the_rules_said", _verdicts),
            "quote": ("how_the_price_was_found", _quote),
        },
        left_out={"submission_key": Why.MACHINE},
    ),
    Held(
        model="enrolment.Draft",
        what=_("Applications you have begun"),
        of="person",
        columns="id run person answers changed_at",
        left_out={"submission_key": Why.MACHINE},
    ),
    Held(
        model="enrolment.BookedSeat",
        what=_("Seats that a company booked for you"),
        of="person",
        columns="id booking run state seat name email person application released_because",
        left_out={"version": Why.MACHINE},
    ),
    Held(
        model="enrolment.Booking",
        what=_("Bookings that you made for a company"),
        of="booked_by",
        columns="id company run booked_by booked_at name_by order_number ean language",
        left_out={"submission_key": Why.MACHINE},
    ),
    Held(
        model="enrolment.SeatQuote",
        what=_("Quotes that you asked for, for a company"),
        of="made_by",
        columns="id company run seats each_low each_full valid_until document made_by made_at",
    ),
    Held(
        model="enrolment.Paper",
        what=_("Papers that the school asked you for"),
        of="application__person",
        columns="id application kind state words changed_at",
    ),
    Held(
        model="enrolment.Approval",
        what=_("What a municipality or unemployment fund was asked about your course, and its answer"),
        of="application__person",
        columns="id application approver paper state asked_at answer_by told_at release_on released_at answered_at words "
        "asked said_by said_on closed_at",
        left_out={"answered_by": Why.EMPLOYEE},
        joins=("approver",),
    ),
    Held(
        model="enrolment.Decision",
        what=_("Decisions on your applications"),
        of="application__person",
        columns="id application version is_current outcome because reason reason_text guidance delivery notified_on "
        "appeal_by deadline letter facts_from hearing unheard_because decided_at sent_at",
        instead={"statutes": ("legal_basis", _cited)},
        left_out={"decided_by": Why.EMPLOYEE},
    ),
    Held(
        model="enrolment.Hearing",
        what=_("What the school asked you about before it decided, and your answer"),
        of="application__person",
        columns="id application reason facts source letter delivery notified_on answer_by deadline asked_at answer "
        "answered_at asked closed_at",
        left_out={"asked_by": Why.EMPLOYEE},
    ),
    Held(
        model="enrolment.CourseResult",
        what=_("How your courses went"),
        of="application__person",
        columns="id application version is_current outcome assessed_on attempt reason recorded_at",
        instead={"run_course": ("course", course_of)},
        left_out={"recorded_by": Why.EMPLOYEE},
        joins=("run_course__course",),
    ),
    Held(
        model="enrolment.Attendance",
        what=_("Whether you were there, day by day"),
        of="application__person",
        columns="id application day version is_current presence reason noted_at",
        left_out={"noted_by": Why.EMPLOYEE},
    ),
    Held(
        model="enrolment.ClassMessageTo",
        what=_("What the school wrote to you and others in the class"),
        of="application__person",
        columns="id application",
        instead={"message": ("message", _message)},
        joins=("message",),
    ),
    LeftOut(
        "enrolment.ClassMessage",
        _("Messages that an employee wrote to a class"),
        Why.AT_WORK,
        of_employees=True,
    ),
)
