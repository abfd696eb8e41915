"""What must be true of applications and the catalogue's count of them at any moment. Reads only."""

from django.db import connection

from amu.kernel.invariants import NAMED, Broken
from enrolment.enums import ApplicationState
from enrolment.states import HOLDS_SEAT

COUNTED = """SELECT r.booking_code, {column}, count(a.run_id), count(*) OVER ()
    FROM courses_courserun r LEFT JOIN ({rows}) a ON a.run_id = r.id
    GROUP BY r.id HAVING {column} <> count(a.run_id) ORDER BY r.id LIMIT %s"""
IN_STATES = "SELECT run_id FROM enrolment_application WHERE state = ANY(%s) AND NOT is_passed_over"
WITH_SEAT = " UNION ALL ".join((IN_STATES, "SELECT run_id FROM enrolment_bookedseat WHERE seat IS NOT NULL"))
TWICE = """SELECT r.booking_code, a.seat, a.seat, count(*) OVER ()
    FROM enrolment_bookedseat b JOIN enrolment_application a USING (run_id, seat) JOIN courses_courserun r ON r.id = run_id
    ORDER BY run_id, a.seat LIMIT %s"""


def check() -> list[Broken]:
    """Every invariant of applications that is broken; nothing when all hold."""
    found = [
        _counted("seats_taken_differ_from_applications", "r.seats_taken", sorted(HOLDS_SEAT), WITH_SEAT),
        _counted("line_differs_from_applications", "r.waiting", [ApplicationState.WAITING], IN_STATES),
        _booked_twice(),
    ]
    return [broken for broken in found if broken.count]


def _booked_twice() -> Broken:
    """A number that both somebody's application and a company's booking have."""
    with connection.cursor() as cursor:
        cursor.execute(TWICE, [NAMED])
        rows = cursor.fetchall()
    examples = tuple(f"class {code}, seat {seat}" for code, seat, _, _ in rows)
    return Broken("seat_booked_and_applied_for", rows[0][-1] if rows else 0, examples)


def _counted(name: str, column: str, states: list[ApplicationState], of: str) -> Broken:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(column=column, rows=of), [[str(state) for state in states], NAMED])
        rows = cursor.fetchall()
    examples = tuple(f"class {code} says {said}, applications {there}" for code, said, there, _ in rows)
    return Broken(name, rows[0][-1] if rows else 0, examples)
