"""The page on which a school looks for the certificates that somebody has from any school."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from amu import clock
from amu.people.access import Act
from amu.people.acting import providers_where
from amu.people.desk import CaseDesk
from amu.people.enums import Purpose
from amu.people.meeting import meeting_or_404
from amu.people.models import User
from amu.web.forms import status_of
from amu.web.saved_forms import claim, typed
from certificates.forms import SearchForm
from certificates.models import Certificate
from certificates.selectors.anywhere import Found
from certificates.services.searching import search_all_schools


def urls(desk: CaseDesk[Certificate]) -> list[URLPattern]:
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        return search(desk, request, pk)

    return [path("search/<int:pk>/", desk.admin_site.admin_view(page), name="certificates_search")]


def search(desk: CaseDesk[Certificate], request: HttpRequest, person_id: int) -> HttpResponse:
    """A form with the reason; what is found stands in the answer to it alone, and in no address.

    Only for a person who was found for the sake of a certificate.
    """
    meeting = meeting_or_404(request, person_id, Act.SEARCH_ALL_SCHOOLS)
    if meeting.purpose != Purpose.CERTIFICATE or not isinstance(request.user, User):
        raise Http404
    form = SearchForm(typed(request))
    found: list[Found] | None = None
    if request.method == "POST" and form.is_valid():
        found = search_all_schools(
            person_id,
            why=form.cleaned_data["why"],
            viewer=request.user,
            actor=meeting.actor.asked_by(form.cleaned_data["asked"]),
            now=clock.now(),
        )
        claim(request)
    context: dict[str, Any] = {
        **desk.admin_site.each_context(request),
        "title": meeting.person.display_name,
        "person": meeting.person,
        "form": form,
        "found": found,
        "own_schools": providers_where(request.user, Act.SEARCH_ALL_SCHOOLS),
    }
    return TemplateResponse(
        request, "admin/certificates/search.html", context, status=status_of(request, form)
    )
