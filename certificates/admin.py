"""Staff find a certificate and issue a lost one again."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.people.enums import Role, Seen
from amu.people.scoped_admin import ScopedAdmin, acting_as
from amu.people.services import record_view
from certificates.models import Certificate
from certificates.services.issuing import reissue


@admin.register(Certificate)
class CertificateAdmin(ScopedAdmin[Certificate]):
    list_display = ["number", "provider", "standing", "created_at"]
    list_filter = ["standing"]
    list_select_related = ["provider"]
    search_fields = ["=number"]
    search_help_text = gettext_lazy("The whole number of the certificate.")
    fields = ["number", "provider", "standing", "created_at", "statement"]
    actions = ["issue_again"]

    @admin.display(description=gettext_lazy("what it says"))
    def statement(self, row: Certificate) -> str:
        return render_to_string("admin/certificates/statement.html", {"content": row.content})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.one_or_404(request, object_id)
        record_view(
            request.user,  # type: ignore[arg-type]
            row.person_id,
            what=Seen.CERTIFICATE,
            object_ref=row.ref,
            provider_id=row.provider_id,
            now=clock.now(),
        )
        return super().change_view(request, object_id, form_url, extra_context)

    @admin.action(description=gettext_lazy("Issue a lost certificate again"), permissions=["view"])
    def issue_again(self, request: HttpRequest, queryset: QuerySet[Certificate]) -> None:
        for row in queryset:
            actor = acting_as(request, row.provider_id, Role.REGISTRAR)
            reissue(row.pk, language="da", actor=actor, now=clock.now())
            self.message_user(
                request, _("%(number)s has been issued again.") % {"number": row.number}, "SUCCESS"
            )
