"""Enrolment's tables."""

from enrolment.models.application import Application, Draft
from enrolment.models.approval import Approval
from enrolment.models.attendance import Attendance
from enrolment.models.booking import BookedSeat, Booking, SeatQuote
from enrolment.models.decision import Decision
from enrolment.models.hearing import Hearing
from enrolment.models.message import ClassMessage, ClassMessageTo
from enrolment.models.paper import Paper
from enrolment.models.result import CourseResult

__all__ = [
    "Application",
    "Approval",
    "Attendance",
    "BookedSeat",
    "Booking",
    "ClassMessage",
    "ClassMessageTo",
    "CourseResult",
    "Decision",
    "Draft",
    "Hearing",
    "Paper",
    "SeatQuote",
]
