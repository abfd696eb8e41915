"""Enrolment's tables."""

from enrolment.models.application import Application, Draft
from enrolment.models.decision import Decision
from enrolment.models.paper import Paper
from enrolment.models.result import CourseResult

__all__ = ["Application", "CourseResult", "Decision", "Draft", "Paper"]
