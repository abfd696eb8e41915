"""Lists of coming classes: of a course, of a school, and by distance."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Case, Count, DateField, Func, QuerySet, Value, When
from django.db.models.lookups import LessThan

from courses.classes.models import Course, CourseRun
from courses.enums import DeliveryForm, RunStatus
from courses.schools.places import Point, kilometres_sql

OFFERED = 5
FAR = 10_000  # kilometres, for what has no place
LISTED = """SELECT r.id, r.booking_code, r.title, r.starts_on, r.ends_on, r.hours, r.form, r.status,
        courses_apply_by(r.enrol_by, r.starts_on, r.ends_on, r.is_open_workshop) < %s,
        r.capacity, r.capacity - r.seats_elsewhere - r.seats_taken,
        r.waiting, r.is_demo, r.in_foreign_language,
        coalesce((SELECT sum(rc.days) FROM courses_runcourse rc WHERE rc.run_id = r.id), 0), r.changed_at,
        p.name, p.website,
        coalesce(l.street, ''), coalesce(l.postal_code, ''), coalesce(l.city, '')
    FROM courses_courserun r JOIN courses_provider p ON p.id = r.provider_id
    LEFT JOIN courses_location l ON l.id = r.location_id
    WHERE r.id = ANY(%s) AND r.status <> 'draft'"""
NEAREST = f"""SELECT r.id, round({kilometres_sql("place.latitude", "place.longitude")}) AS km
    FROM courses_runcourse rc JOIN courses_courserun r ON r.id = rc.run_id
    LEFT JOIN courses_searchplace place ON place.place = r.location_id
    WHERE rc.course_id = %(course)s AND r.status = 'published' AND r.starts_on >= %(today)s
    ORDER BY courses_apply_by(r.enrol_by, r.starts_on, r.ends_on, r.is_open_workshop) < %(today)s,
        km NULLS LAST, r.starts_on, r.id"""  # noqa: S608 - constants

IS_OPEN = """r.status = 'published'
    AND courses_apply_by(r.enrol_by, r.starts_on, r.ends_on, r.is_open_workshop) >= %(today)s"""
OPEN = f"""SELECT r.id FROM courses_courserun r WHERE {IS_OPEN} AND r.id <> %(but)s
        AND EXISTS (SELECT FROM courses_runcourse rc WHERE rc.run_id = r.id AND rc.course_id = ANY(%(courses)s))
    ORDER BY r.starts_on, r.id LIMIT %(most)s"""  # noqa: S608 - constants
ALIKE = """WITH wanted AS (SELECT course_id FROM courses_runcourse WHERE run_id = %(run)s)
    SELECT r.id FROM courses_courserun r WHERE r.id <> %(run)s
        AND r.provider_id = (SELECT provider_id FROM courses_courserun WHERE id = %(run)s)
        AND r.id IN (SELECT rc.run_id FROM courses_runcourse rc JOIN wanted USING (course_id))
        AND (SELECT array_agg(course_id ORDER BY course_id) FROM courses_runcourse WHERE run_id = r.id)
          = (SELECT array_agg(course_id ORDER BY course_id) FROM wanted)"""
OPEN_ALIKE = f"{ALIKE} AND {IS_OPEN} ORDER BY r.starts_on, r.id"
BASIC_SKILLS = f"""SELECT r.id FROM courses_courserun r
    WHERE {IS_OPEN} AND r.id <> %(but)s
        AND r.provider_id = (SELECT provider_id FROM courses_courserun WHERE id = %(but)s)
        AND EXISTS (SELECT FROM courses_runcourse rc JOIN courses_course c ON c.id = rc.course_id
            WHERE rc.run_id = r.id AND c.is_basic_skills)
    ORDER BY r.starts_on, r.id LIMIT %(most)s"""  # noqa: S608 - constants
LINE_OVER = """SELECT id FROM courses_courserun WHERE waiting > 0 AND status = 'published'
        AND CASE WHEN is_open_workshop THEN ends_on ELSE starts_on - 1 END < %(today)s
    ORDER BY id LIMIT %(most)s"""
FORMS = """SELECT r.form, count(DISTINCT r.id) FROM courses_runcourse rc JOIN courses_courserun r ON r.id = rc.run_id
    WHERE rc.course_id = %s AND r.status = 'published' AND r.starts_on >= %s GROUP BY r.form"""


@dataclass(frozen=True, slots=True)
class ListedRun:
    """A class as a list shows it, with the seats left at this moment.

    ``is_closed``: its last day to apply has passed. Street, postal code and city are empty where no
    place is stated.
    """

    pk: int
    booking_code: str
    title: str
    starts_on: date
    ends_on: date
    hours: str
    form: str
    status: str
    is_closed: bool
    capacity: int
    seats_left: int
    waiting: int
    is_demo: bool
    in_foreign_language: bool
    days: Decimal
    changed_at: datetime | None
    provider: str
    website: str
    street: str
    postal_code: str
    city: str


@dataclass(frozen=True, slots=True)
class RunNearby:
    """A class in a list. ``km`` None: its place is not known, or nobody asked from where."""

    run: ListedRun
    km: int | None = None


def listed_runs(ids: Sequence[int], today: date) -> list[ListedRun]:
    """The classes with these ids, in this order; one that is gone is left out. One query, none for none."""
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(LISTED, [today, list(ids)])
        found = {row[0]: ListedRun(*row) for row in cursor.fetchall()}
    return [found[pk] for pk in ids if pk in found]


def coming(today: date) -> QuerySet[CourseRun]:
    """Published classes that have not begun before today, soonest first."""
    return CourseRun.objects.filter(status=RunStatus.PUBLISHED, starts_on__gte=today).order_by(
        "starts_on", "pk"
    )


class ApplyBy(Func):
    """The last day to apply: ``courses.classes.rules.joining`` in the database."""

    function = "courses_apply_by"
    output_field = DateField()


def open_first(rows: QuerySet[CourseRun], today: date) -> list[int]:
    """The ids of these classes, those last whose last day to apply has passed. One query."""
    apply_by = ApplyBy("enrol_by", "starts_on", "ends_on", "is_open_workshop")
    closed = Case(When(LessThan(apply_by, today), then=Value(1)), default=Value(0))
    ordered = rows.annotate(closed=closed).order_by("closed", "starts_on", "pk")
    return [pk for pk, *_ in ordered.values_list("pk", "closed", "starts_on").distinct()]


def next_runs(course_ids: Collection[int], today: date) -> list[int]:
    """The ids of the courses' coming classes, open ones first, then soonest. One query."""
    return open_first(coming(today).filter(run_courses__course__in=course_ids), today)


def other_open_runs(course_ids: Collection[int], today: date, *, but: int, most: int) -> list[int]:
    """The ids of the next classes of these courses that one can still apply for, without ``but``. One query."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN, {"courses": list(course_ids), "today": today, "but": but, "most": most})
        return [pk for (pk,) in cursor.fetchall()]


def open_instead_of(run_id: int, course_ids: Collection[int], today: date) -> tuple[RunNearby, ...]:
    """The next classes of these courses that one can apply for instead, at any school. Two queries."""
    ids = other_open_runs(course_ids, today, but=run_id, most=OFFERED)
    return tuple(RunNearby(run) for run in listed_runs(ids, today))


def basic_skills_beside(run_id: int, today: date) -> list[ListedRun]:
    """The next open classes of the same school in reading, writing or mathematics. Two queries.

    The assessment of what somebody has learnt at work is another thing, and is not offered here.
    """
    values: dict[str, Any] = {"but": run_id, "today": today, "most": OFFERED}
    with connection.cursor() as cursor:
        cursor.execute(BASIC_SKILLS, values)
        ids = [pk for (pk,) in cursor.fetchall()]
    return listed_runs(ids, today)


def runs_like(run_id: int) -> list[int]:
    """The ids of the same school's other classes of exactly the same courses, whatever their days. One query."""
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, {"run": run_id})
        return [pk for (pk,) in cursor.fetchall()]


def runs_with_a_line_that_is_over(today: date, *, most: int) -> list[int]:
    """The ids of published classes that nobody can join any more, while people wait for a seat. One query."""
    with connection.cursor() as cursor:
        cursor.execute(LINE_OVER, {"today": today, "most": most})
        return [pk for (pk,) in cursor.fetchall()]


def open_runs_like(run_id: int, today: date) -> list[int]:
    """The ids of the same school's other classes of exactly the same courses that one can apply for, soonest first.

    One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(OPEN_ALIKE, {"run": run_id, "today": today})
        return [pk for (pk,) in cursor.fetchall()]


def runs_at(provider_id: int, today: date) -> list[int]:
    """The ids of a school's coming classes, open ones first, then soonest. One query."""
    return open_first(coming(today).filter(provider=provider_id), today)


def nearest_runs(course_id: int, here: Point, today: date) -> list[tuple[int, int | None]]:
    """The ids of the course's coming classes with the kilometres to each: open ones first, then nearest, then soonest.

    Those whose own place is not stated come last, without kilometres. One query.
    """
    lat, lon = here
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, {"course": course_id, "today": today, "lat": lat, "lon": lon})
        return [(pk, None if km is None else int(km)) for pk, km in cursor.fetchall()]


def forms_of(course_id: int, today: date) -> dict[str, int]:
    """How many coming classes of the course there are in each teaching form that is stated. One query."""
    with connection.cursor() as cursor:
        cursor.execute(FORMS, [course_id, today])
        counted = dict(cursor.fetchall())
    return {
        form: counted[form] for form in DeliveryForm if counted.get(form) and form != DeliveryForm.UNKNOWN
    }


def classes_at_schools(today: date) -> dict[int, int]:
    """How many coming classes each school has, by its id. One query."""
    return dict(coming(today).order_by().values_list("provider").annotate(count=Count("pk")))


def courses_at(provider_id: int, today: date) -> QuerySet[Course]:
    """The courses a school has coming classes of, or was seen holding, by title. One query."""
    planned = coming(today).filter(provider=provider_id).values("run_courses__course")
    seen = Course.objects.filter(seen_at__provider=provider_id).values("pk")
    return Course.objects.filter(pk__in=planned.order_by()) | Course.objects.filter(pk__in=seen)
