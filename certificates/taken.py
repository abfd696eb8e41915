"""The courses somebody has taken, year by year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from certificates.archive.selectors import archived_courses_of
from certificates.selectors.certificates import with_statement
from courses.classes.selectors import many_run_facts
from enrolment.enums import ResultOutcome
from enrolment.selectors.applications import results_of

FIRST_YEAR = 2004
"""The common competence descriptions came with that year's reform; nothing older is registered."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One course of one person: when it ended, where, and how it went. ``outcome`` is empty where it is not known.

    ``may_have_statement``: the person took part without passing, and has no statement of participation yet.
    """

    code: str
    title: str
    ended_on: date
    school: str
    outcome: str
    is_archived: bool = False
    result_id: int | None = None
    may_have_statement: bool = False


def years_of(person_id: int) -> list[tuple[int, list[Taken]]]:
    """All courses with a result, and those of the archive, the newest year first and in it the newest course."""
    rows = sorted([*_here(person_id), *_archived(person_id)], key=lambda row: row.ended_on, reverse=True)
    return [(year, list(found)) for year, found in groupby(rows, key=lambda row: row.ended_on.year)]


def _here(person_id: int) -> Iterator[Taken]:
    results = list(results_of(person_id))
    without = {row.pk for row in results if row.outcome == ResultOutcome.NOT_PASSED}
    without -= with_statement(without)
    runs = many_run_facts({result.application.run_id for result in results})
    for result in results:
        run = runs[result.application.run_id]
        course = next(each for each in run.courses if each.run_course_id == result.run_course_id)
        yield Taken(
            course.code,
            course.title,
            result.assessed_on,
            run.provider_name,
            result.outcome,
            result_id=result.pk,
            may_have_statement=result.pk in without,
        )


def _archived(person_id: int) -> Iterator[Taken]:
    for row in archived_courses_of(person_id):
        yield Taken(
            row.course_number, row.course_title, row.ends_on, row.school_name, row.outcome, is_archived=True
        )
