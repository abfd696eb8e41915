"""Results and attendance of a whole class, on one page that is filled in by keyboard."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amu import clock
from amu.people.access import Act
from amu.people.desk import CaseDesk
from amu.people.enums import Seen
from amu.people.scoped_admin import acting
from amu.web.saved_forms import claim_if_taken, typed
from courses.classes.selectors import RunFacts
from enrolment import services
from enrolment.class_forms import ClassSheet, Sheet, with_all_passed
from enrolment.class_pages import context_of, looked, run_where
from enrolment.enums import ApplicationState
from enrolment.models import Application
from enrolment.rules.attendance import days_of_class, in_portions
from enrolment.selectors import applications as ask
from enrolment.selectors import classes


def urls(desk: CaseDesk[Application]) -> list[URLPattern]:
    def page(request: HttpRequest, run: int, day: str = "") -> HttpResponse:
        return record(desk, request, run, day)

    wrap = desk.admin_site.admin_view
    return [
        path("class/<int:run>/results/", wrap(page), name="enrolment_class_results"),
        path("class/<int:run>/results/<str:day>/", wrap(page), name="enrolment_class_results_from"),
    ]


def record(desk: CaseDesk[Application], request: HttpRequest, run_id: int, first: str) -> HttpResponse:
    """A row for each participant; all that was changed is recorded, or nothing while one choice is wrong."""
    run = run_where(request, run_id, Act.RECORD_RESULT)
    if run.starts_on > clock.today() or run.is_cancelled:
        messages.error(request, _("Results are recorded once the class has begun."))
        return redirect("admin:enrolment_class", run_id)
    portions = in_portions([day for day in days_of_class(run.starts_on, run.ends_on) if day <= clock.today()])
    days = _portion(portions, first)
    sheet, sent = _sheet(request, run, days), typed(request)
    is_preset = "all_passed" in request.POST
    form = ClassSheet(sheet, with_all_passed(sent, sheet) if sent and is_preset else sent)
    is_wrong = sent is not None and not form.is_valid()
    if request.method == "POST" and not is_preset and not is_wrong:
        answer = _taken(request, run, form)
        if answer is not None:
            return claim_if_taken(request, answer)
        form = ClassSheet(_sheet(request, run, days), sent)  # with what colleagues have recorded meanwhile
        is_wrong = not form.is_valid()
    looked(request, sheet.participants, run, Seen.RESULT)
    context = {
        **context_of(desk, request, run, _("Results and attendance")),
        "sheet": form,
        "form": form.head,
        "rows": form.rows(),
        "is_wrong": is_wrong,
        "is_preset": is_preset and not is_wrong,
        "portions": portions if len(portions) > 1 else [],
        "days": days,
    }
    status = 422 if is_wrong and request.method == "POST" else 200
    return TemplateResponse(request, "admin/enrolment/class_results.html", context, status=status)


def _portion(portions: list[list[date]], first: str) -> list[date]:
    """The days that begin with ``first``, and the latest without it. Raises Http404 for a day that begins none."""
    if not first:
        return portions[-1] if portions else []
    for portion in portions:
        if portion[0].isoformat() == first:
            return portion
    raise Http404


def _sheet(request: HttpRequest, run: RunFacts, days: list[date]) -> Sheet:
    """Nobody records anything of themselves as staff, so they are not on their own page."""
    admitted = ask.people_in_class(run.pk).filter(state=ApplicationState.ADMITTED)
    return Sheet(
        participants=list(admitted.exclude(person=request.user.pk)),
        courses=[(course.run_course_id, f"{course.code} {course.title}") for course in run.courses],
        days=days,
        results=classes.result_versions(run.pk),
        notes=classes.attendance_versions(run.pk, days),
        starts_on=run.starts_on,
        day=min(run.ends_on, clock.today()),
    )


def _taken(request: HttpRequest, run: RunFacts, form: ClassSheet) -> HttpResponse | None:
    """Record what was changed and lead back to the class; None where the page has to be looked at again."""
    actor = acting(request, Act.RECORD_RESULT, run.provider_id)
    try:
        made = services.record_class(
            run.pk, form.new_results(), form.new_marks(), reason=form.reason, actor=actor, now=clock.now()
        )
    except services.ChangedMeanwhileError:
        messages.error(
            request, _("A colleague has recorded in the class meanwhile. Nothing was recorded yet.")
        )
        return None
    except services.NotAParticipantError:
        messages.error(request, _("Somebody has left the class meanwhile. Look at it again before you save."))
        return None
    except services.NoResitError:
        messages.error(request, _("The re-sit cannot be before the assessment that was not passed."))
        return None
    messages.success(request, _said(made))
    return redirect("admin:enrolment_class", run.pk)


def _said(made: Any) -> str:
    results = ngettext("%(count)s result recorded.", "%(count)s results recorded.", made.results)
    notes = ngettext("%(count)s mark of attendance.", "%(count)s marks of attendance.", made.notes)
    return f"{results % {'count': made.results}} {notes % {'count': made.notes}}"
