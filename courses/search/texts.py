"""The words that courses are found by, and the vocabulary a misspelt word is compared with."""

from collections import Counter
from collections.abc import Collection, Iterator

from django.db import connection, transaction

from amu.kernel.folding import STOP, fold, spaced
from courses.classes.models import Course
from courses.search.models import Synonym

SHORTEST_WORD = 4
LONGEST_WORD = 80


@transaction.atomic
def refresh_texts(course_ids: Collection[int] | None = None) -> None:
    """Write the words of these courses, or of all. Only rows that differ are written."""
    courses = Course.objects.select_related("competence_field").order_by("pk")
    if course_ids is not None:
        courses = courses.filter(pk__in=course_ids)
    rows = [(course.pk, *texts_of(course)) for course in courses.iterator(chunk_size=2000)]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO courses_coursetext AS t (course_id, title, words, document)
            SELECT id, title, words, to_tsvector('danish', words)
            FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS n(id, title, words)
            ON CONFLICT (course_id) DO UPDATE SET title = excluded.title, words = excluded.words,
                document = excluded.document
            WHERE (t.title, t.words) IS DISTINCT FROM (excluded.title, excluded.words)""",
            [list(column) for column in zip(*rows, strict=True)],
        )


def texts_of(course: Course) -> tuple[str, str]:
    """Number and title; and all words. A part is found as 49041-B, 49041b and with a space."""
    number = f"{course.number} {course.number}{course.part}" if course.part else course.number
    title = spaced(f"{course.code} {number} {course.title}")
    field = course.competence_field
    about = [course.short_label, course.subject_area, f"{field.number} {field.name}" if field else ""]
    return title, title + spaced(" ".join(about))


@transaction.atomic
def refresh_vocabulary() -> None:
    """Every word of every title, label and synonym, with the way it is written and how many use it."""
    spelt: dict[str, str] = {}
    used: Counter[str] = Counter()
    for text in _vocabulary_texts():
        for word in text.replace("/", " ").split():
            plain = word.strip(".,:;()\"'-–+").lower()
            key = fold(plain)
            if SHORTEST_WORD <= len(key) <= LONGEST_WORD and key.isalpha() and key not in STOP:
                spelt.setdefault(key, plain)
                used[key] += 1
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM courses_searchword WHERE folded <> ALL(%s)", [list(spelt)])
        cursor.execute(
            """INSERT INTO courses_searchword AS w (folded, word, courses)
            SELECT * FROM unnest(%s::text[], %s::text[], %s::int[])
            ON CONFLICT (folded) DO UPDATE SET word = excluded.word, courses = excluded.courses
            WHERE (w.word, w.courses) IS DISTINCT FROM (excluded.word, excluded.courses)""",
            [list(spelt), list(spelt.values()), [used[key] for key in spelt]],
        )


def _vocabulary_texts() -> Iterator[str]:
    for title, label in Course.objects.values_list("title", "short_label"):
        yield f"{title} {label}"
    for term, means in Synonym.objects.values_list("term", "means"):
        yield f"{term} {means}"
