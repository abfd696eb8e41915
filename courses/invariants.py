"""What must be true of the catalogue's tables at any moment. Reads only."""

from django.db import connection

from amu.kernel.invariants import NAMED, Broken

COLUMNS = "course_id, run_id, provider_id, place, town, starts_on, enrol_by, bits"
ROWS = f"SELECT {COLUMNS} FROM courses_searchrow"  # noqa: S608 - constants
SOURCE = f"SELECT {COLUMNS} FROM courses_searchsource"  # noqa: S608
TEXTS = """SELECT c.number, count(*) OVER () FROM courses_course c
    JOIN courses_searchtext meant ON meant.course_id = c.id
    LEFT JOIN courses_coursetext stored ON stored.course_id = c.id
    WHERE (stored.title, stored.words) IS DISTINCT FROM (meant.title, meant.words) ORDER BY 1 LIMIT %s"""


def check() -> list[Broken]:
    """Every invariant of the catalogue that is broken; nothing when all hold."""
    found = [
        _compared("search_row_missing_or_old", SOURCE, ROWS),
        _compared("search_row_too_many_or_old", ROWS, SOURCE),
        _texts(),
    ]
    return [broken for broken in found if broken.count]


def _compared(name: str, these: str, those: str) -> Broken:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT course_id, run_id, provider_id, bits, count(*) OVER () FROM (({these}) EXCEPT ALL ({those})) x"  # noqa: S608
            f" ORDER BY course_id, run_id LIMIT {NAMED}",
        )
        rows = cursor.fetchall()
    examples = tuple(
        f"course {course} run {run} provider {provider} bits {bits}"
        for course, run, provider, bits, _ in rows
    )
    return Broken(name, rows[0][-1] if rows else 0, examples)


def _texts() -> Broken:
    with connection.cursor() as cursor:
        cursor.execute(TEXTS, [NAMED])
        rows = cursor.fetchall()
    return Broken(
        "course_text_missing_or_old", rows[0][1] if rows else 0, tuple(number for number, _ in rows)
    )
