"""Applications and courses on My Overview."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amu import clock
from amu.web.overview import NextStep
from courses.classes.selectors import many_run_facts
from enrolment.enums import ApplicationState
from enrolment.selectors import applications as ask


def section(user: Any) -> dict[str, Any]:
    """Applications with run and decision: four queries for any number of them."""
    rows = list(ask.applications_of(user.pk))
    runs = many_run_facts({row.run_id for row in rows})
    decisions = ask.current_decisions({row.pk for row in rows})
    cases = [{"application": row, "run": runs[row.run_id], "decision": decisions.get(row.pk)} for row in rows]
    return {"cases": cases}


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
    """The courses somebody is admitted to and that are not over."""
    rows = list(ask.applications_of(user.pk).filter(state=ApplicationState.ADMITTED))
    runs = many_run_facts({row.run_id for row in rows})
    for row in rows:
        run = runs[row.run_id]
        if run.ends_on >= clock.today() and not run.is_cancelled:
            yield NextStep(
                title=_("You are going to %(course)s") % {"course": run.title},
                text=_("See where and when to attend."),
                url=reverse("enrolment:application", args=[row.pk]),
                action=_("See the details"),
                by=run.starts_on,
            )
