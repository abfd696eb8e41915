"""Applications and courses on My Overview."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amu import clock
from amu.web.overview import NextStep
from courses.classes.selectors import RunFacts, many_run_facts
from enrolment.enums import ApplicationState
from enrolment.models import Application
from enrolment.selectors import applications as ask
from enrolment.states import shown

LEADS_SOMEWHERE = (ApplicationState.SUBMITTED, ApplicationState.ADMITTED, ApplicationState.CANCELLED)


def section(user: Any) -> dict[str, Any]:
    """Applications with run and decision: four queries for any number of them."""
    rows = list(ask.applications_of(user.pk))
    runs = many_run_facts({row.run_id for row in rows})
    decisions = ask.current_decisions({row.pk for row in rows})
    cases = [
        {
            "application": row,
            "state": _shown(row, runs[row.run_id]),
            "run": runs[row.run_id],
            "decision": decisions.get(row.pk),
        }
        for row in rows
    ]
    return {"cases": cases}


def _shown(row: Application, run: RunFacts) -> ApplicationState:
    return shown(row.state, is_cancelled=run.is_cancelled, can_be_joined=run.can_be_joined_on(clock.today()))


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
    """The courses somebody is admitted to and that are not over, and classes that are not going to be held."""
    rows = list(ask.applications_of(user.pk).filter(state__in=LEADS_SOMEWHERE))
    runs = many_run_facts({row.run_id for row in rows})
    for row in rows:
        run = runs[row.run_id]
        if run.ends_on < clock.today():
            continue
        if _shown(row, run) == ApplicationState.CANCELLED:
            yield NextStep(
                title=_("%(course)s is cancelled") % {"course": run.title},
                text=_("See why, and which other classes you can apply for."),
                url=reverse("enrolment:application", args=[row.pk]),
                action=_("See what you can do"),
                by=run.starts_on,
            )
        elif row.state == ApplicationState.ADMITTED:
            yield NextStep(
                title=_("You are going to %(course)s") % {"course": run.title},
                text=_("See where and when to attend."),
                url=reverse("enrolment:application", args=[row.pk]),
                action=_("See the details"),
                by=run.starts_on,
            )
