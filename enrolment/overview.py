"""Applications and courses on My Overview."""

from collections.abc import Iterable
from typing import Any

from amu import clock
from amu.web.next_steps import NextStep
from courses.classes.selectors import many_run_facts
from enrolment.next_steps import HAS_A_PRICE
from enrolment.selectors import applications as ask
from enrolment.selectors.cases import Case, cases_of
from enrolment.step_words import next_step


def section(user: Any) -> dict[str, Any]:
    """Applications with class and decision, and the price where there is something to pay for."""
    return {"cases": [(case, case.state in HAS_A_PRICE) for case in _cases(user)]}


def courses_section(user: Any) -> dict[str, Any]:
    """Courses with a result, newest first."""
    results = list(ask.results_of(user.pk))
    runs = many_run_facts({result.application.run_id for result in results})
    rows = []
    for result in results:
        run = runs[result.application.run_id]
        carried = [course for course in run.courses if course.run_course_id == result.run_course_id]
        rows.append({"result": result, "run": run, "course": carried[0]})
    return {"rows": rows}


def next_steps(user: Any) -> Iterable[NextStep]:
    return (next_step(case) for case in _cases(user))


def _cases(user: Any) -> list[Case]:
    """Read once for both parts of the page."""
    known: list[Case] | None = user.__dict__.get("_cases_on_overview")
    if known is None:
        known = user.__dict__["_cases_on_overview"] = cases_of(user.pk, today=clock.today())
    return known
