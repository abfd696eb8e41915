"""Django admin for staff, limited to the rows of their own school."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu.journal.services import Actor
from amu.kernel.identity import find_cpr
from amu.people.access import Act
from amu.people.acting import actor_for, may_somewhere
from amu.people.models import User
from amu.people.selectors import providers_of
from amu.web.admin_base import ReadOnlyAdmin

admin.site.index_title = gettext_lazy("The register")


def acting(request: HttpRequest, act: Act, provider_id: int | None = None) -> Actor:
    """Who acts, where they may: see ``actor_for``. Raises Http404 for anybody else."""
    actor = actor_for(request.user, act, provider_id)
    if actor is None:
        raise Http404
    return actor


def viewer_or_404(request: HttpRequest, act: Act) -> User:
    """Who asks for a page of an act. Raises Http404 for somebody who may do it nowhere."""
    if not isinstance(request.user, User) or not may_somewhere(request.user, act):
        raise Http404
    return request.user


def page(request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
    """A page of the register; 422 where its ``form`` has errors."""
    form = context.get("form")
    status = 422 if isinstance(form, BaseForm) and form.errors else 200
    facts = {**admin.site.each_context(request), "title": title, **context}
    return TemplateResponse(request, template, facts, status=status)


class ScopedAdmin[M: Model](ReadOnlyAdmin[M]):
    """Rows of the user's schools by ``provider_path``; state changes through services only.

    Operators see every school. What somebody may not see is answered with 404.
    """

    provider_path = "provider"
    case_prefix = ""  # of the numbers people name a case by: T- in T-000017
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        return self.scoped(request, rows)

    def scoped(self, request: HttpRequest, rows: QuerySet[M]) -> QuerySet[M]:
        return rows.filter(**{f"{self.provider_path}__in": providers_of(request.user)})

    def one_or_404(self, request: HttpRequest, object_id: Any) -> M:
        found = self.get_object(request, str(object_id))
        if found is None or not self.has_view_permission(request, found):
            raise Http404
        return found

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        self.one_or_404(request, object_id)
        return super().change_view(request, object_id, form_url, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self.one_or_404(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        """Refuse to search by CPR number, because the search text is part of the address."""
        if find_cpr(search_term):
            self.message_user(request, _("Do not search by CPR number here."), "ERROR")
            return queryset.none(), False
        return super().get_search_results(request, queryset, self._by_number(search_term))

    def _by_number(self, search_term: str) -> str:
        """A case's number as people say it, as the number it is stored by; anything else as it stands."""
        prefix, digits = self.case_prefix, search_term.strip()[len(self.case_prefix) :]
        named = prefix and search_term.strip().upper().startswith(prefix) and digits.isdecimal()
        return str(int(digits)) if named else search_term


class SharedAdmin[M: Model](ScopedAdmin[M]):
    """What every school sees alike."""

    def scoped(self, request: HttpRequest, rows: QuerySet[M]) -> QuerySet[M]:
        return rows
