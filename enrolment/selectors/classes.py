"""Who is in a class, for the school's own pages of it. Nothing here writes."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Count, QuerySet

from enrolment.enums import ApplicationState, Group
from enrolment.models import Application, Attendance, ClassMessage, CourseResult, Paper
from enrolment.rules.papers import PaperState
from enrolment.selectors.applications import people_in_class
from enrolment.states import HOLDS_SEAT

type Cell = tuple[int, int]  # an application and a course of its class
type Note = tuple[int, date]  # an application and a day

IN_LINE = frozenset({ApplicationState.WAITING})


def in_group(run_id: int, group: Group) -> QuerySet[Application]:
    """The people of a class that a message to the group reaches, in the order of the class's list."""
    rows = people_in_class(run_id)
    if group == Group.SEATED:
        return rows.filter(state__in=sorted(HOLDS_SEAT))
    return rows.filter(state__in=sorted(IN_LINE)) if group == Group.IN_LINE else rows


def papers_missing_in(application_ids: Collection[int]) -> dict[int, list[str]]:
    """The papers that the school has not accepted yet, by application. One query."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = Paper.objects.filter(application_id__in=application_ids).exclude(state=PaperState.ACCEPTED)
    for row in rows:
        found[row.application_id].append(row.kind)
    return dict(found)


def result_versions(run_id: int) -> dict[Cell, list[CourseResult]]:
    """Every version of each result of a class, the current one last. One query."""
    found: defaultdict[Cell, list[CourseResult]] = defaultdict(list)
    for row in CourseResult.objects.filter(application__run_id=run_id).order_by("version"):
        found[row.application_id, row.run_course_id].append(row)
    return dict(found)


def attendance_versions(run_id: int, days: Collection[date]) -> dict[Note, list[Attendance]]:
    """Every version of each note about those days, the current one last. One query."""
    found: defaultdict[Note, list[Attendance]] = defaultdict(list)
    rows = Attendance.objects.filter(application__run_id=run_id, day__in=days)
    for row in rows.order_by("version"):
        found[row.application_id, row.day].append(row)
    return dict(found)


def absent_on(run_id: int, day: date) -> set[int]:
    """The applications whose person did not come that day."""
    rows = Attendance.objects.filter(application__run_id=run_id, day=day, is_current=True, presence="absent")
    return set(rows.values_list("application_id", flat=True))


def attendance_of(application_id: int) -> QuerySet[Attendance]:
    """What counts now, day by day."""
    return Attendance.objects.filter(application_id=application_id, is_current=True).order_by("day")


def messages_to(application_id: int) -> QuerySet[ClassMessage]:
    """What the school wrote to the person about the class, newest first."""
    return ClassMessage.objects.filter(to__application_id=application_id).order_by("-pk")


def messages_of_class(run_id: int) -> QuerySet[ClassMessage]:
    """What was written to the class, newest first, each with ``people``: how many it went to."""
    return ClassMessage.objects.filter(run_id=run_id).annotate(people=Count("to")).order_by("-pk")
