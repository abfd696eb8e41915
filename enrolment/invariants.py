"""What must be true of applications and the catalogue's count of them at any moment. Reads only."""

from django.db import connection

from amu.kernel.invariants import NAMED, Broken
from enrolment.enums import ApplicationState
from enrolment.states import HOLDS_SEAT

COUNTED = """SELECT r.booking_code, {column}, count(a.id), count(*) OVER ()
    FROM courses_courserun r LEFT JOIN enrolment_application a
    ON a.run_id = r.id AND a.state = ANY(%s) AND NOT a.is_passed_over
    GROUP BY r.id HAVING {column} <> count(a.id) ORDER BY r.id LIMIT %s"""


def check() -> list[Broken]:
    """Every invariant of applications that is broken; nothing when all hold."""
    found = [
        _counted("seats_taken_differ_from_applications", "r.seats_taken", sorted(HOLDS_SEAT)),
        _counted("line_differs_from_applications", "r.waiting", [ApplicationState.WAITING]),
    ]
    return [broken for broken in found if broken.count]


def _counted(name: str, column: str, states: list[ApplicationState]) -> Broken:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(column=column), [[str(state) for state in states], NAMED])
        rows = cursor.fetchall()
    examples = tuple(f"class {code} says {said}, applications {there}" for code, said, there, _ in rows)
    return Broken(name, rows[0][-1] if rows else 0, examples)
