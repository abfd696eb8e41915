"""What the pages of a class at the desk have in common: whose class it is, and whom it shows."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from amu import clock
from amu.people.access import Act
from amu.people.acting import may
from amu.people.desk import CaseDesk
from amu.people.enums import Seen
from amu.people.services import record_views
from courses.classes.selectors import RunFacts, run_facts, school_of
from enrolment.models import Application


def run_where(request: HttpRequest, run_id: int, act: Act) -> RunFacts:
    """The class, for those who may do that at its school. Raises Http404."""
    provider_id = school_of(run_id)
    if provider_id is None or not may(request.user, act, provider_id):
        raise Http404
    return run_facts(run_id)


def looked(request: HttpRequest, rows: Iterable[Application], run: RunFacts, what: Seen) -> None:
    """Each person shown is a look at their data."""
    record_views(
        request.user,  # type: ignore[arg-type]
        [(row.person_id, row.ref) for row in rows],
        what=what,
        provider_id=run.provider_id,
        now=clock.now(),
    )


def context_of(
    desk: CaseDesk[Application], request: HttpRequest, run: RunFacts, title: str
) -> dict[str, Any]:
    """``back`` is the page of the class's people."""
    return {
        **desk.admin_site.each_context(request),
        "title": title,
        "run": run,
        "back": reverse("admin:enrolment_class", args=[run.pk]),
    }
