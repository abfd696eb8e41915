"""Staff find a certificate and issue a lost one again."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.journal.services import Actor
from amu.people.access import Act
from amu.people.desk import CaseDesk, FormPage, Step
from amu.people.enums import Seen
from amu.people.person_forms import AskedForm
from amu.people.selectors import card_of
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
    desk_template = "admin/certificates/desk.html"
    seen = Seen.CERTIFICATE
    steps = (
        Step(
            Act.REISSUE_CERTIFICATE,
            "reissue",
            gettext_lazy("Issue a lost certificate again…"),
            is_valid,
            too_late=gettext_lazy("It is no longer valid, so it cannot be issued again."),
        ),
    )

    def facts(self, request: HttpRequest, row: Certificate) -> dict[str, Any]:
        return {"certificate": row, "content": row.content}

    def reissue(self, request: HttpRequest, row: Certificate, actor: Actor) -> HttpResponse:
        """For somebody who has lost it: the journal has how they asked, and the copy is in their language."""
        form = AskedForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            self._reissue(request, row, actor.asked_by(form.cleaned_data["asked"]))
            return self.back_to(row)
        page = FormPage(_("Issue a lost certificate again"), _("Issue the certificate again"), row)
        return self.form_page(request, form, page)

    def case_number(self, row: Certificate) -> str:
        return row.number

    def _reissue(self, request: HttpRequest, row: Certificate, actor: Actor) -> None:
        try:
            reissue(row.pk, language=card_of(row.person_id).language, actor=actor, now=clock.now())
        except NotValidError:
            words = _("%(number)s is no longer valid, so it cannot be issued again.") % {"number": row.number}
            self.message_user(request, words, "ERROR")
            return
        words = _("%(number)s is being issued again. The person is told when the copy is there.") % {
            "number": row.number
        }
        self.message_user(request, words, "SUCCESS")
