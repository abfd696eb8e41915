"""A class at the admission desk: who is in it, admitting several at once, and the results of all of them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amu import clock
from amu.kernel.dates import age_on
from amu.people.access import Act
from amu.people.acting import may
from amu.people.desk import CaseDesk
from amu.people.enums import Seen
from amu.people.scoped_admin import acting
from amu.people.services import record_views
from amu.web.saved_forms import claim_if_taken, typed
from courses.classes.class_page import Viewed
from courses.classes.selectors import RunFacts, run_facts, school_of
from enrolment import services
from enrolment.class_forms import ClassResults, with_all_passed
from enrolment.enums import ApplicationState
from enrolment.models import Application
from enrolment.selectors import applications as ask
from enrolment.states import shown

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
        path("class/<int:run>/results/", page(results), name="enrolment_class_results"),
    ]


def section(viewed: Viewed) -> dict[str, Any]:
    """The part of the class's own page: how many are in it, and the way to them. It names nobody."""
    if not may(viewed.user, Act.FOLLOW_ADMISSIONS, viewed.provider_id):
        return {}
    return {"run_id": viewed.run_id, "counts": ask.counts_in_class(viewed.run_id)}


def participants(desk: CaseDesk[Application], request: HttpRequest, run_id: int) -> HttpResponse:
    """Everybody who has a seat, waits or waited for one. Each person shown is a look at their data."""
    run = _run_where(request, run_id, Act.FOLLOW_ADMISSIONS)
    rows = list(ask.people_in_class(run_id))
    _looked(request, rows, run, Seen.APPLICATION)
    today = clock.today()
    context = {
        **_context(desk, request, run, _("Participants")),
        "rows": [
            {
                "application": row,
                "state": shown(
                    row.state, is_cancelled=run.is_cancelled, can_be_joined=run.can_be_joined_on(today)
                ),
                "age": age_on(row.person.birth_date, run.starts_on) if row.person.birth_date else None,
            }
            for row in rows
        ],
        "can_admit": may(request.user, Act.ADMIT, run.provider_id)
        and not run.is_cancelled
        and any(row.state == ApplicationState.SUBMITTED for row in rows),
        "can_record": may(request.user, Act.RECORD_RESULT, run.provider_id)
        and not run.is_cancelled
        and run.starts_on <= today
        and any(row.state == ApplicationState.ADMITTED for row in rows),
    }
    return TemplateResponse(request, "admin/enrolment/class.html", context)


def admit(desk: CaseDesk[Application], request: HttpRequest, run_id: int) -> HttpResponse:
    """Those with a seat that are not decided, by name, and then the act."""
    run = _run_where(request, run_id, Act.ADMIT)
    waiting = ask.people_in_class(run_id).filter(state=ApplicationState.SUBMITTED)
    rows = list(waiting.exclude(person=request.user.pk))
    if request.method == "POST":
        chosen = set(request.POST.getlist("application"))
        admit_these(desk, request, [row for row in rows if str(row.pk) in chosen])
        return redirect("admin:enrolment_class", run_id)
    _looked(request, rows, run, Seen.APPLICATION)
    context = {
        **_context(desk, request, run, _("Admit those with a seat")),
        "rows": rows,
        "back": reverse("admin:enrolment_class", args=[run_id]),
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


def results(desk: CaseDesk[Application], request: HttpRequest, run_id: int) -> HttpResponse:
    """A row for each participant and course; all of them are recorded, or none while one is wrong."""
    run = _run_where(request, run_id, Act.RECORD_RESULT)
    if run.starts_on > clock.today() or run.is_cancelled:
        messages.error(request, _("Results are recorded once the class has begun."))
        return redirect("admin:enrolment_class", run_id)
    admitted = ask.people_in_class(run_id).filter(state=ApplicationState.ADMITTED)
    rows = list(admitted.exclude(person=request.user.pk))
    is_preset = "all_passed" in request.POST
    sent = typed(request)
    data: Any = with_all_passed(sent) if sent and is_preset else sent
    form = ClassResults(
        rows,
        [(course.run_course_id, f"{course.code} {course.title}") for course in run.courses],
        ask.results_in_class(run_id),
        starts_on=run.starts_on,
        day=min(run.ends_on, clock.today()),
        data=data,
    )
    is_wrong = data is not None and not form.is_valid()
    if request.method == "POST" and not is_preset and not is_wrong:
        actor = acting(request, Act.RECORD_RESULT, run.provider_id)
        try:
            changed = services.record_results(form.to_record(), actor=actor, now=clock.now())
        except services.NotAParticipantError:
            messages.error(
                request, _("Somebody has left the class meanwhile. Look at it again before you save.")
            )
        else:
            said = ngettext("%(count)s result recorded.", "%(count)s results recorded.", changed)
            messages.success(request, said % {"count": changed})
            return claim_if_taken(request, redirect("admin:enrolment_class", run_id))
    _looked(request, rows, run, Seen.RESULT)
    context = {
        **_context(desk, request, run, _("Record results")),
        "rows": form.rows,
        "wrong": [row for row in form.rows if row.form.errors] if is_wrong else [],
        "is_preset": is_preset and not is_wrong,
        "back": reverse("admin:enrolment_class", args=[run_id]),
    }
    return TemplateResponse(
        request, "admin/enrolment/class_results.html", context, status=422 if is_wrong else 200
    )


def _run_where(request: HttpRequest, run_id: int, act: Act) -> RunFacts:
    """The class, for those who may do that at its school. Raises Http404."""
    provider_id = school_of(run_id)
    if provider_id is None or not may(request.user, act, provider_id):
        raise Http404
    return run_facts(run_id)


def _looked(request: HttpRequest, rows: Iterable[Application], run: RunFacts, what: Seen) -> None:
    record_views(
        request.user,  # type: ignore[arg-type]
        [(row.person_id, row.ref) for row in rows],
        what=what,
        provider_id=run.provider_id,
        now=clock.now(),
    )


def _context(desk: CaseDesk[Application], request: HttpRequest, run: RunFacts, title: str) -> dict[str, Any]:
    return {**desk.admin_site.each_context(request), "title": title, "run": run}
