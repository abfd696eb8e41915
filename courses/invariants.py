"""What must be true of the catalogue's tables at any moment. Reads only."""

from django.db import connection

from amu.kernel.invariants import NAMED, Broken
from courses.classes.models import Course
from courses.search.models import CourseText
from courses.search.source import COLUMNS, MEANT
from courses.search.texts import texts_of

SAID = f"SELECT {COLUMNS} FROM courses_searchrow"  # noqa: S608 - constants


def check() -> list[Broken]:
    """Every invariant of the catalogue that is broken; nothing when all hold."""
    found = [
        _compared("search_row_missing_or_old", MEANT, SAID),
        _compared("search_row_too_many_or_old", SAID, MEANT),
        _texts(),
    ]
    return [broken for broken in found if broken.count]


def _compared(name: str, these: str, those: str) -> Broken:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT course_id, run_id, provider_id, bits, count(*) OVER () FROM (({these}) EXCEPT ALL ({those})) x"  # noqa: S608
            f" ORDER BY course_id, run_id LIMIT {NAMED}",
            [],
        )
        rows = cursor.fetchall()
    examples = tuple(
        f"course {course} run {run} provider {provider} bits {bits}"
        for course, run, provider, bits, _ in rows
    )
    return Broken(name, rows[0][-1] if rows else 0, examples)


def _texts() -> Broken:
    stored = {
        pk: (title, words) for pk, title, words in CourseText.objects.values_list("pk", "title", "words")
    }
    wrong = [
        course.code
        for course in Course.objects.select_related("competence_field")
        if stored.get(course.pk) != texts_of(course)
    ]
    return Broken("course_text_missing_or_old", len(wrong), tuple(wrong[:NAMED]))
