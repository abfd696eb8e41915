"""The school's pages for what an authority has issued: record it for a passed course, and end a record that is wrong."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from amu import clock
from amu.people.access import Act
from amu.people.acting import may
from amu.people.desk import CaseDesk, FormPage
from amu.people.enums import Seen
from amu.people.scoped_admin import acting
from amu.people.selectors import card_of
from amu.people.services import record_views
from amu.web.saved_forms import claim_if_taken, typed
from amu.words import label
from certificates.authority.enums import AuthorityEnd, AuthorityKind
from certificates.authority.forms import AuthorityForm, EndForm
from certificates.authority.recording import RecordedAlreadyError, end_authority, record_authority
from certificates.authority.renewal import OF_COURSES
from certificates.authority.selectors import live_record
from courses.classes.selectors import RunFacts, run_facts, school_of
from enrolment.enums import ResultOutcome
from enrolment.selectors.applications import ResultFacts, one_result


def urls[M: Model](desk: CaseDesk[M]) -> list[URLPattern]:
    wrap = desk.admin_site.admin_view

    def page(view: Any) -> Any:
        return wrap(lambda request, pk: view(desk, request, pk))

    return [
        path("authority/<int:pk>/", page(add), name="certificates_authority"),
        path("authority/<int:pk>/end/", page(end), name="certificates_authority_end"),
    ]


def add[M: Model](desk: CaseDesk[M], request: HttpRequest, result_id: int) -> HttpResponse:
    """Record what an authority has issued for a passed course."""
    result = one_result(result_id)
    if result is None or not result.is_current or result.outcome != ResultOutcome.PASSED:
        raise Http404
    run = _run_where(request, result)
    course = next(each for each in run.courses if each.run_course_id == result.run_course_id)
    first = {"kind": OF_COURSES.get(course.code, ""), "passed_on": result.assessed_on}
    form = AuthorityForm(typed(request), initial=first)
    back = reverse("admin:certificates_class", args=[run.pk])
    if request.method == "POST" and form.is_valid():
        actor = acting(request, Act.ISSUE_CERTIFICATES, run.provider_id)
        try:
            record_authority(result.pk, form.said(), actor=actor, now=clock.now())
        except RecordedAlreadyError:
            form.add_error("kind", _("One of that kind is recorded for this course already."))
        else:
            messages.success(request, _("It is recorded, and the person is told."))
            return claim_if_taken(request, redirect(back))
    _looked(request, result, run.provider_id)
    page = FormPage[M](
        _("Record a certificate of an authority"),
        _("Record it"),
        back=back,
        lead=_("For %(name)s, who passed %(course)s. Record only what you have seen.")
        % {"name": card_of(result.person_id).display_name, "course": course.title},
    )
    return desk.form_page(request, form, page)


def end[M: Model](desk: CaseDesk[M], request: HttpRequest, record_id: int) -> HttpResponse:
    """A record that is wrong is ended; the right one is recorded anew."""
    row = live_record(record_id)
    result = one_result(row.result_id) if row else None
    if row is None or result is None:
        raise Http404
    run = _run_where(request, result)
    form = EndForm(typed(request))
    back = reverse("admin:certificates_class", args=[run.pk])
    if request.method == "POST" and form.is_valid():
        actor = acting(request, Act.ISSUE_CERTIFICATES, run.provider_id)
        why = form.cleaned_data["why"]
        end_authority(row.pk, AuthorityEnd.MISTAKE, why=why, actor=actor, now=clock.now())
        messages.success(request, _("The record has ended, and the person is told."))
        return claim_if_taken(request, redirect(back))
    _looked(request, result, run.provider_id)
    page = FormPage[M](
        _("End a record that is wrong"),
        _("End the record"),
        back=back,
        lead=_("%(kind)s, recorded for %(name)s. Record the right one afterwards.")
        % {"kind": label(AuthorityKind(row.kind)), "name": card_of(row.person_id).display_name},
    )
    return desk.form_page(request, form, page)


def _run_where(request: HttpRequest, result: ResultFacts) -> RunFacts:
    """The class, for those who may issue its certificates and are not the person. Raises Http404."""
    provider_id = school_of(result.run_id)
    is_own = result.person_id == request.user.pk
    if is_own or provider_id is None or not may(request.user, Act.ISSUE_CERTIFICATES, provider_id):
        raise Http404
    return run_facts(result.run_id)


def _looked(request: HttpRequest, result: ResultFacts, provider_id: int) -> None:
    record_views(
        request.user,  # type: ignore[arg-type]
        [(result.person_id, f"application:{result.application_id}")],
        what=Seen.CERTIFICATE,
        provider_id=provider_id,
        now=clock.now(),
    )
