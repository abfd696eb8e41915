"""A class at the admission desk: who is in it, and admitting several at once."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from amu import clock
from amu.kernel.dates import age_on
from amu.people.access import Act
from amu.people.acting import may
from amu.people.desk import CaseDesk
from amu.people.enums import Seen
from amu.people.services import record_views
from amu.words import label
from courses.classes.class_page import Viewed
from enrolment import services
from enrolment.class_pages import context_of, looked, run_where
from enrolment.enums import ApplicationState
from enrolment.models import Application
from enrolment.rules.papers import PaperKind
from enrolment.selectors import applications as ask
from enrolment.selectors import classes
from enrolment.states import HOLDS_SEAT, shown

PEOPLE_ON_A_PAGE = 100

CANNOT_BE_ADMITTED = (
    services.MoveNotAllowedError,
    services.NoSeatForAdmissionError,
    services.RunCancelledError,
    services.PapersMissingError,
)


def urls(desk: CaseDesk[Application]) -> list[URLPattern]:
    wrap = desk.admin_site.admin_view

    def page(view: Any) -> Any:
        return wrap(lambda request, run: view(desk, request, run))

    return [
        path("class/<int:run>/", page(participants), name="enrolment_class"),
        path("class/<int:run>/admit/", page(admit), name="enrolment_class_admit"),
    ]


def section(viewed: Viewed) -> dict[str, Any]:
    """The part of the class's own page: how many are in it, and the way to them. It names nobody."""
    if not may(viewed.user, Act.FOLLOW_ADMISSIONS, viewed.provider_id):
        return {}
    return {"run_id": viewed.run_id, "counts": ask.counts_in_class(viewed.run_id)}


def participants(desk: CaseDesk[Application], request: HttpRequest, run_id: int) -> HttpResponse:
    """Everybody who has a seat, waits or waited for one. Each person shown is a look at their data."""
    run = run_where(request, run_id, Act.FOLLOW_ADMISSIONS)
    paper = Paginator(ask.people_in_class(run_id), PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    rows, counts = list(paper.object_list), dict(ask.counts_in_class(run_id))
    looked(request, rows, run, Seen.APPLICATION)
    today = clock.today()
    missing = classes.papers_missing_in([row.pk for row in rows])
    absent = classes.absent_on(run_id, run.starts_on)

    def can(act: Act) -> bool:
        return may(request.user, act, run.provider_id) and not run.is_cancelled

    context = {
        **context_of(desk, request, run, _("Participants")),
        "page": paper,
        "rows": [
            {
                "application": row,
                "state": shown(
                    row.state, is_cancelled=run.is_cancelled, can_be_joined=run.can_be_joined_on(today)
                ),
                "age": age_on(row.person.birth_date, run.starts_on) if row.person.birth_date else None,
                "missing": [label(PaperKind(kind)) for kind in missing.get(row.pk, ())],
                "is_no_show": row.pk in absent,
            }
            for row in rows
        ],
        "messages_sent": classes.messages_of_class(run_id),
        "can_admit": can(Act.ADMIT) and bool(counts.get(ApplicationState.SUBMITTED)),
        "can_refuse": can(Act.REFUSE) and bool(counts.get(ApplicationState.NOT_PLACED)),
        "can_record": can(Act.RECORD_RESULT)
        and run.starts_on <= today
        and bool(counts.get(ApplicationState.ADMITTED)),
        "can_write": may(request.user, Act.WRITE_TO_CLASS, run.provider_id) and bool(rows),
        "can_print": any(counts.get(state) for state in HOLDS_SEAT),
    }
    return TemplateResponse(request, "admin/enrolment/class.html", context)


def admit(desk: CaseDesk[Application], request: HttpRequest, run_id: int) -> HttpResponse:
    """Those with a seat that are not decided, by name, and then the act."""
    run = run_where(request, run_id, Act.ADMIT)
    waiting = ask.people_in_class(run_id).filter(state=ApplicationState.SUBMITTED)
    rows = list(waiting.exclude(person=request.user.pk))
    if request.method == "POST":
        chosen = set(request.POST.getlist("application"))
        admit_these(desk, request, [row for row in rows if str(row.pk) in chosen])
        return redirect("admin:enrolment_class", run_id)
    looked(request, rows, run, Seen.APPLICATION)
    context = {
        **context_of(desk, request, run, _("Admit those with a seat")),
        "rows": rows,
    }
    return TemplateResponse(request, "admin/enrolment/admit_several.html", context)


def ask_first(
    desk: CaseDesk[Application], request: HttpRequest, rows: Iterable[Application]
) -> HttpResponse | None:
    """The act of the list: a page that names whom it is about, until that page has been sent."""
    if "confirmed" in request.POST:
        chosen = set(request.POST.getlist("application"))
        admit_these(desk, request, [row for row in rows if str(row.pk) in chosen])
        return None
    named = list(rows)
    for provider_id in {row.run.provider_id for row in named}:
        here = [row for row in named if row.run.provider_id == provider_id]
        record_views(
            request.user,  # type: ignore[arg-type]
            [(row.person_id, row.ref) for row in here],
            what=Seen.APPLICATION,
            provider_id=provider_id,
            now=clock.now(),
        )
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Admit those with a seat"),
        "rows": named,
        "selected": request.POST.getlist("_selected_action"),
        "select_across": request.POST.get("select_across", "0"),
        "is_of_list": True,
        "back": desk.address_of(None),
    }
    return TemplateResponse(request, "admin/enrolment/admit_several.html", context)


def admit_these(desk: CaseDesk[Application], request: HttpRequest, rows: Iterable[Application]) -> None:
    """One transaction for each: a row that cannot be admitted is named, the rest go through."""
    done = 0
    for row, actor in desk.with_actors(request, rows, Act.ADMIT):
        try:
            services.admit(row.pk, actor=actor, now=clock.now())
            done += 1
        except CANNOT_BE_ADMITTED:
            desk.message_user(
                request, _("%(number)s cannot be admitted now.") % {"number": row.number}, "WARNING"
            )
    desk.message_user(request, _("Admitted: %(count)s") % {"count": done}, "SUCCESS")
