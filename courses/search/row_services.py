"""The one writer of search rows. Whoever changes a run, a course or where it was seen calls this
inside the same transaction."""

from collections.abc import Collection, Iterable

from django.db import connection, transaction

from courses.classes.models import RunCourse
from courses.search.rules.bits import Bit
from courses.search.source import BARE_ROWS, COLUMNS, MEANT, RUN_ROWS, SEEN_ROWS

INSERT = f"INSERT INTO courses_searchrow ({COLUMNS}) "
NAMES = COLUMNS.split(", ")
# No run is no run: equal as zero, so that the rows can be hashed.
SAME = " AND ".join(
    f"coalesce(m.{name}, 0) = coalesce(s.{name}, 0)" if name == "run_id" else f"m.{name} = s.{name}"
    for name in NAMES
)


@transaction.atomic
def refresh(run_ids: Iterable[int]) -> None:
    """Bring the rows of these runs in line with them; a run that is gone or not published has none."""
    ids = list(run_ids)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM courses_searchrow WHERE run_id = ANY(%s)", [ids])
        cursor.execute(f"{INSERT} {RUN_ROWS} AND r.id = ANY(%s)", [ids])


def refresh_seats(run_id: int) -> None:
    """Note whether the run has a free seat. Writes only when that has changed, which is seldom."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE courses_searchrow s SET bits = s.bits # {Bit.SEATS:d}
            FROM courses_courserun r
            WHERE s.run_id = %s AND r.id = s.run_id
              AND (s.bits & {Bit.SEATS:d} <> 0) <> (r.capacity > r.seats_elsewhere + r.seats_taken)""",  # noqa: S608
            [run_id],
        )


@transaction.atomic
def refresh_courses(course_ids: Collection[int]) -> None:
    """All rows of these courses: their runs, the schools they were seen at, and their own."""
    ids = list(course_ids)
    refresh(RunCourse.objects.filter(course__in=ids).values_list("run_id", flat=True).distinct())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM courses_searchrow WHERE run_id IS NULL AND course_id = ANY(%s)", [ids])
        cursor.execute(f"{INSERT} {SEEN_ROWS} AND c.id = ANY(%s)", [ids])
        cursor.execute(f"{INSERT} {BARE_ROWS} AND c.id = ANY(%s)", [ids])


@transaction.atomic
def rebuild() -> None:
    """Bring every row in line with the catalogue; rows that are right stay as they are.

    Readers keep the old rows until it commits; writers of runs wait.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("LOCK TABLE courses_searchrow IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(f"CREATE TEMPORARY TABLE meant_row ON COMMIT DROP AS {MEANT}")
        cursor.execute("ANALYZE meant_row")
        cursor.execute(
            f"""DELETE FROM courses_searchrow WHERE id IN (
                SELECT s.id FROM courses_searchrow s LEFT JOIN meant_row m ON {SAME} WHERE m.course_id IS NULL)"""  # noqa: S608
        )
        cursor.execute(
            f"""{INSERT} SELECT {", ".join(f"m.{name}" for name in NAMES)}
            FROM meant_row m LEFT JOIN courses_searchrow s ON {SAME} WHERE s.id IS NULL"""  # noqa: S608
        )
        cursor.execute("DROP TABLE meant_row")
        cursor.execute("ANALYZE courses_searchrow")
