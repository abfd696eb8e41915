"""Staff find a certificate and issue a lost one again."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.journal.services import Actor
from amu.people.access import Act
from amu.people.desk import CaseDesk, Step
from amu.people.enums import Seen
from certificates.models import Certificate
from certificates.services.issuing import NotValidError, reissue


def is_valid(row: Certificate) -> bool:
    return row.is_valid


@admin.register(Certificate)
class CertificateAdmin(CaseDesk[Certificate]):
    list_display = ["number", "provider", "standing", "created_at"]
    list_filter = ["standing"]
    list_select_related = ["provider"]
    search_fields = ["=number"]
    search_help_text = gettext_lazy("The full number of the certificate.")
    actions = ["issue_again"]
    bulk_acts = {"issue_again": Act.REISSUE_CERTIFICATE}
    desk_template = "admin/certificates/desk.html"
    seen = Seen.CERTIFICATE
    steps = (
        Step(
            Act.REISSUE_CERTIFICATE,
            "reissue",
            gettext_lazy("Issue a lost certificate again"),
            is_valid,
            acts_at_once=True,
        ),
    )

    def facts(self, request: HttpRequest, row: Certificate) -> dict[str, Any]:
        return {"certificate": row, "content": row.content}

    @admin.action(description=gettext_lazy("Issue a lost certificate again"), permissions=["view"])
    def issue_again(self, request: HttpRequest, queryset: QuerySet[Certificate]) -> None:
        for row, actor in self.with_actors(request, queryset, Act.REISSUE_CERTIFICATE):
            self._reissue(request, row, actor)

    def reissue(self, request: HttpRequest, row: Certificate, actor: Actor) -> HttpResponse:
        self._reissue(request, row, actor)
        return self.back_to(row)

    def _reissue(self, request: HttpRequest, row: Certificate, actor: Actor) -> None:
        try:
            reissue(row.pk, language="da", actor=actor, now=clock.now())
        except NotValidError:
            words = _("%(number)s is no longer valid, so it cannot be issued again.") % {"number": row.number}
            self.message_user(request, words, "ERROR")
            return
        words = _("%(number)s has been issued again.") % {"number": row.number}
        self.message_user(request, words, "SUCCESS")
