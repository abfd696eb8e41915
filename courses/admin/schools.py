"""Schools in Django admin: all may read them; a school itself enters how people reach it."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
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
from courses.admin import keys
from courses.classes.words import error_words
from courses.schools.forms import ContactForm
from courses.schools.models import Provider
from courses.schools.services import FIELDS, case_of, change_contact

ORIGIN = gettext_lazy("Where it comes from")
AS_WRITTEN = gettext_lazy("Notes by the people who collected the data, in the language they wrote them in.")


@admin.register(Provider)
class ProviderAdmin(SharedAdmin[Provider]):
    """A list and a page that all may read, and a form for the school's own staff."""

    change_form_template = "admin/courses/provider.html"
    list_display = ["name", "kind", "city", "phone", "institution_number"]
    list_filter = ["kind"]
    search_fields = ["name"]
    search_help_text = gettext_lazy("Words from the school's name.")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "kind",
                    "institution_number",
                    "street",
                    "postal_code",
                    "city",
                    "municipality",
                    "latitude",
                    "longitude",
                    "website",
                    "phone",
                    "email",
                    "counter_hours",
                    "key",
                    "is_demo",
                ]
            },
        ),
        (ORIGIN, {"fields": ["address_sourced", "evidence", "source"], "description": AS_WRITTEN}),
    ]

    def get_urls(self) -> list[URLPattern]:
        contact = self.admin_site.admin_view(self.contact)
        return [
            path("<int:pk>/contact/", contact, name="courses_provider_contact"),
            *keys.urls(),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.one_or_404(request, object_id)
        address = reverse("admin:courses_provider_contact", args=[row.pk])
        more = {
            "contact_address": address if may(request.user, Act.WRITE_CONTACT, row.pk) else "",
            "journal": entries_of_case(case_of(row)),
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **more})

    def contact(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.one_or_404(request, pk)
        actor = acting(request, Act.WRITE_CONTACT, row.pk)
        form = ContactForm(typed(request), initial={name: getattr(row, name) for name in FIELDS})
        back = reverse("admin:courses_provider_change", args=[row.pk])
        if request.method == "POST" and form.is_valid():
            try:
                change_contact(row.pk, **form.cleaned_data, actor=actor, now=clock.now())
            except CodedError as error:
                form.add_error(str(error.facts["field"]), error_words(error))
            else:
                claim(request)
                messages.success(request, _("Saved. It is shown on the school's pages from now on."))
                return redirect(back)
        context = {
            **self.admin_site.each_context(request),
            "form": form,
            "title": _("How people reach the school"),
            "number": row.name,
            "back": back,
            "button": _("Save"),
        }
        return TemplateResponse(request, "admin/desk_form.html", context, status=status_of(request, form))
