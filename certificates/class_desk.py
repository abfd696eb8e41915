"""The certificates of a class: how far they are, issuing what is missing, and one file to print."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from amu import clock
from amu.documents.downloads import download_bytes
from amu.people.access import Act
from amu.people.acting import may
from amu.people.desk import CaseDesk, FormPage
from amu.people.enums import Seen
from amu.people.scoped_admin import acting
from amu.people.selectors import card_of
from amu.people.services import record_views
from amu.web.saved_forms import claim_if_taken, typed
from certificates.authority.selectors import recorded_in_class
from certificates.forms import StatementForm
from certificates.models import Certificate
from certificates.render import restored, to_print
from certificates.selectors import classes as ask
from certificates.services.class_issuing import issue_for_class
from certificates.services.issuing import state_participation
from courses.classes.class_page import Viewed
from courses.classes.selectors import RunFacts, run_facts, school_of
from enrolment.enums import ResultOutcome
from enrolment.selectors.applications import one_result

MOST_TO_PRINT = 100  # certificates in one file


def urls(desk: CaseDesk[Certificate]) -> list[URLPattern]:
    wrap = desk.admin_site.admin_view

    def page(view: Any) -> Any:
        return wrap(lambda request, pk: view(desk, request, pk))

    return [
        path("class/<int:pk>/", page(of_class), name="certificates_class"),
        path("class/<int:pk>/print/", page(print_class), name="certificates_class_print"),
        path("statement/<int:pk>/", page(statement), name="certificates_statement"),
    ]


def section(viewed: Viewed) -> dict[str, Any]:
    """The part of the class's own page: how many certificates there are. It names nobody."""
    if not may(viewed.user, Act.ISSUE_CERTIFICATES, viewed.provider_id):
        return {}
    progress = ask.progress(viewed.run_id)
    if not progress.passed and not progress.not_passed:
        return {}
    return {"run_id": viewed.run_id, "progress": progress}


def of_class(desk: CaseDesk[Certificate], request: HttpRequest, run_id: int) -> HttpResponse:
    """Everybody who has passed, and how far their certificate is. POST issues what is missing."""
    run = _run_where(request, run_id)
    if request.method == "POST":
        actor = acting(request, Act.ISSUE_CERTIFICATES, run.provider_id)
        issued = issue_for_class(run_id, actor=actor, now=clock.now())
        words = ngettext("%(count)s certificate is issued.", "%(count)s certificates are issued.", issued)
        messages.success(request, words % {"count": issued})
        return redirect("admin:certificates_class", run_id)
    rows, others = ask.passes(run_id), ask.without_pass(run_id)
    shown = [(row.person_id, row.ref) for row in rows] + [(row.person_id, row.ref) for row in others]
    _looked(request, run, shown)
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Certificates of the class"),
        "run": run,
        "rows": rows,
        "others": others,
        "authorities": recorded_in_class(run_id),
        "progress": ask.progress(run_id),
    }
    return TemplateResponse(request, "admin/certificates/class.html", context)


def print_class(desk: CaseDesk[Certificate], request: HttpRequest, run_id: int) -> HttpResponse:
    """The current certificates of the class in one file. Each person in it is a look at their data."""
    del desk
    run = _run_where(request, run_id)
    issues = ask.current_issues(run_id)[:MOST_TO_PRINT]
    if not issues:
        messages.error(request, _("There is nothing to print yet."))
        return redirect("admin:certificates_class", run_id)
    _looked(request, run, [(issue.certificate.person_id, issue.certificate.ref) for issue in issues])
    letters = [(restored(issue.says, issue.certificate.kind), issue.language) for issue in issues]
    content = to_print(letters, language=get_language() or "da")
    return download_bytes(content, name=f"AMU-class-{run_id}-print")


def statement(desk: CaseDesk[Certificate], request: HttpRequest, result_id: int) -> HttpResponse:
    """A statement of participation for somebody who asks the school for one."""
    result = one_result(result_id)
    if result is None or not result.is_current or result.outcome == ResultOutcome.PASSED:
        raise Http404
    run = _run_where(request, result.run_id)
    if result.person_id == request.user.pk:
        raise Http404
    most = (run.ends_on - run.starts_on).days + 1
    form = StatementForm(typed(request), most=most, must_tell=result.outcome == ResultOutcome.ABSENT)
    back = reverse("admin:certificates_class", args=[run.pk])
    if request.method == "POST" and form.is_valid():
        actor = acting(request, Act.ISSUE_CERTIFICATES, run.provider_id).asked_by(form.cleaned_data["asked"])
        state_participation(
            result.pk, actor=actor, now=clock.now(), attended_days=form.cleaned_data["attended_days"]
        )
        messages.success(
            request, _("The statement of participation is being made. The person is told when it is there.")
        )
        return claim_if_taken(request, redirect(back))
    _looked(request, run, [(result.person_id, f"application:{result.application_id}")])
    course = next(each for each in run.courses if each.run_course_id == result.run_course_id)
    page = FormPage[Certificate](
        _("Statement of participation"),
        _("Issue the statement"),
        back=back,
        lead=_(
            "For %(name)s, who took part in %(course)s. It is sealed like a certificate, but it is not one."
        )
        % {"name": card_of(result.person_id).display_name, "course": course.title},
    )
    return desk.form_page(request, form, page)


def _run_where(request: HttpRequest, run_id: int) -> RunFacts:
    """The class, for those who may issue its certificates. Raises Http404."""
    provider_id = school_of(run_id)
    if provider_id is None or not may(request.user, Act.ISSUE_CERTIFICATES, provider_id):
        raise Http404
    return run_facts(run_id)


def _looked(request: HttpRequest, run: RunFacts, shown: list[tuple[int, str]]) -> None:
    record_views(
        request.user,  # type: ignore[arg-type]
        shown,
        what=Seen.CERTIFICATE,
        provider_id=run.provider_id,
        now=clock.now(),
    )
