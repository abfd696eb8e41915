"""Courses since 2004 of the people one can sign in as, as a school's own system would hand them over."""

import csv
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from amu.local.personas import PERSONAS
from certificates.archive.loading import load
from certificates.archive.reading import COLUMNS
from courses.models import Course

SCHOOL_NUMBER, SCHOOL_NAME = "461417", "AMU-Fyn"
MOST, FIRST_YEAR = 9, 2004


def load_courses(courses: Iterable[Course], *, seed: int, today: date, now: datetime) -> Counter[str]:
    """What became of the rows; loading again changes nothing."""
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "archive.csv"
        with file.open("w", encoding="utf-8", newline="") as written:
            table = csv.writer(written)
            table.writerow(COLUMNS)
            table.writerows(_rows(list(courses), seed, today))
        for line, why in load(file, counts, now=now):
            raise ValueError(f"line {line} of the invented archive is refused: {why}")
    return counts


def _rows(courses: list[Course], seed: int, today: date) -> Iterator[tuple[str, ...]]:
    chance = random.Random(seed)  # noqa: S311 - invented courses, not secrets
    for persona in filter(lambda one: one.cpr, PERSONAS):
        years = range(max(FIRST_YEAR, persona.born_on.year + 18), today.year - 1)
        for number, year in enumerate(sorted(chance.sample(years, min(MOST, len(years))))):
            course = chance.choice(courses)
            starts = date(year, 1, 5) + timedelta(days=chance.randrange(330))
            ends = starts + timedelta(days=int(course.duration_days or 1) - 1)
            outcome = chance.choices(["passed", "not_passed", ""], [8, 1, 1])[0]
            yield (
                f"{persona.key}-{number}", persona.cpr, course.number, course.title, str(starts), str(ends),
                SCHOOL_NUMBER, SCHOOL_NAME, outcome,
            )  # fmt: skip
