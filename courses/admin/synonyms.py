"""Everyday words in Django admin: for all schools alike, so written by those who answer for all."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.journal.selectors import entries_of_case
from amu.kernel.errors import CodedError
from amu.people.access import Act
from amu.people.acting import may
from amu.people.scoped_admin import SharedAdmin, acting
from amu.web.forms import status_of
from amu.web.saved_forms import claim, typed
from courses.classes.words import error_words
from courses.search import services as synonyms
from courses.search.forms import SynonymForm
from courses.search.models import Synonym


class SynonymAdmin(SharedAdmin[Synonym]):
    """A list that all staff may read; a form and a button for those who write it."""

    list_display = ["term", "means", "is_near"]
    fields = ["term", "means", "is_near"]
    search_fields = ["term", "means", "folded"]
    search_help_text = gettext_lazy("An everyday word, or a word from the catalogue.")
    ordering = ["term"]
    list_per_page = 200

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Act.WRITE_SYNONYMS)

    def get_urls(self) -> list[URLPattern]:
        remove = self.admin_site.admin_view(self.remove)
        return [path("<int:pk>/remove/", remove, name="courses_synonym_remove"), *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        actor = acting(request, Act.WRITE_SYNONYMS)
        form = SynonymForm(typed(request))

        def add() -> Synonym:
            return synonyms.add_synonym(**form.cleaned_data, actor=actor, now=clock.now())

        context = {"title": _("New everyday word"), "button": _("Add it to the list")}
        return self._answer(request, form, add, context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.one_or_404(request, object_id)
        if not may(request.user, Act.WRITE_SYNONYMS):
            return super().change_view(request, object_id, form_url, extra_context)
        actor = acting(request, Act.WRITE_SYNONYMS)
        initial = {"term": row.term, "means": row.means, "is_near": row.is_near}
        form = SynonymForm(typed(request), initial=initial)

        def change() -> Synonym:
            try:
                return synonyms.change_synonym(row.pk, **form.cleaned_data, actor=actor, now=clock.now())
            except Synonym.DoesNotExist:
                raise Http404 from None

        journal = entries_of_case(synonyms.CASE).filter(about=f"synonym:{row.pk}")
        context = {"title": str(row), "button": _("Save"), "row": row, "journal": journal}
        return self._answer(request, form, change, context)

    def remove(self, request: HttpRequest, pk: int) -> HttpResponse:
        row, actor = self.one_or_404(request, pk), acting(request, Act.WRITE_SYNONYMS)
        if request.method != "POST":
            return redirect("admin:courses_synonym_change", row.pk)
        synonyms.remove_synonym(row.pk, actor=actor, now=clock.now())
        messages.success(request, _("Removed from the list: %(words)s") % {"words": row})
        return redirect("admin:courses_synonym_changelist")

    def _answer(
        self, request: HttpRequest, form: SynonymForm, act: Callable[[], Synonym], context: dict[str, Any]
    ) -> HttpResponse:
        """Act on a valid form and go to the row; otherwise the form again with what is wrong."""
        if request.method == "POST" and form.is_valid():
            try:
                row = act()
            except CodedError as error:
                form.add_error(str(error.facts["field"]), error_words(error))
            else:
                claim(request)
                _say_what_came_of_it(request, row)
                return redirect("admin:courses_synonym_change", row.pk)
        context = {
            **self.admin_site.each_context(request),
            "form": form,
            "number": _("Everyday words"),
            "back": reverse("admin:courses_synonym_changelist"),
            **context,
        }
        return TemplateResponse(
            request, "admin/courses/synonym.html", context, status=status_of(request, form)
        )


def _say_what_came_of_it(request: HttpRequest, row: Synonym) -> None:
    from courses.search.selectors import means_something  # the search is large, and only web servers need it

    messages.success(request, _("Saved. Searches use it from now on: %(words)s") % {"words": row})
    if not means_something(row.means):
        messages.warning(
            request,
            _("“%(means)s” does not find any course yet, so the word has no effect.") % {"means": row.means},
        )
