"""Staff find a certificate and issue a lost one again."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amu import clock
from amu.documents.downloads import download, download_bytes
from amu.journal.services import Actor
from amu.people.access import Act
from amu.people.acting import may, providers_where
from amu.people.desk import CaseDesk, FormPage, Step
from amu.people.enums import Seen
from amu.people.person_forms import AskedForm
from amu.people.selectors import card_of, memberships
from certificates import class_desk, search_desk
from certificates.authority import desk as authority_desk
from certificates.letterhead import desk as letterhead_desk
from certificates.models import Certificate
from certificates.render import Ended, ended_copy, restored
from certificates.selectors.certificates import class_of
from certificates.services.issuing import NotValidError, reissue


def is_valid(row: Certificate) -> bool:
    return row.is_valid


@admin.register(Certificate)
class CertificateAdmin(CaseDesk[Certificate]):
    list_display = ["number", "kind", "provider", "standing", "created_at"]
    list_filter = ["kind", "standing"]
    list_select_related = ["provider"]
    search_fields = ["=number"]
    search_help_text = gettext_lazy("The full number of the certificate.")
    desk_template = "admin/certificates/desk.html"
    change_list_template = "admin/certificates/list.html"
    seen = Seen.CERTIFICATE
    steps = (
        Step(
            Act.REISSUE_CERTIFICATE,
            "reissue",
            gettext_lazy("Issue a lost one again…"),
            is_valid,
            too_late=gettext_lazy("It is no longer valid, so it cannot be issued again."),
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        file = path("<int:pk>/file/", wrap(self.file), name="certificates_file")
        desks = (class_desk, authority_desk, letterhead_desk, search_desk)
        return [*(each for desk in desks for each in desk.urls(self)), file, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list; the leader's way from it to whose name stands on the certificates."""
        theirs = providers_where(request.user, Act.NAME_SIGNATORY)
        schools = [row.provider for row in memberships(request.user) if row.provider_id in theirs]
        return super().changelist_view(request, {**(extra_context or {}), "signing_schools": schools})

    def facts(self, request: HttpRequest, row: Certificate) -> dict[str, Any]:
        issues = list(row.issues.defer("document__content"))
        run_id = class_of(row)
        return {
            "certificate": row,
            "content": row.content,
            "issues": issues,
            "has_file": any(issue.is_current for issue in issues),
            "run_id": run_id if may(request.user, Act.ISSUE_CERTIFICATES, row.provider_id) else None,
        }

    def file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The sealed file; of a certificate that has ended a copy that says so. Logged as a look."""
        row = self.one_or_404(request, pk)
        self.looked(request, row)
        issue = row.issues.select_related("document").filter(is_current=True).first()
        if issue is None:
            raise Http404
        if row.ended_at is None:
            return download(issue.sealed, name=f"AMU-{row.number}")
        with translation.override(issue.language):
            ended = Ended(clock.danish_date(row.ended_at), row.get_end_reason_display())
        copy = ended_copy(restored(issue.says, row.kind), ended, language=issue.language)
        return download_bytes(copy, name=f"AMU-{row.number}-ended")

    def reissue(self, request: HttpRequest, row: Certificate, actor: Actor) -> HttpResponse:
        """For somebody who has lost it: the journal has how they asked, and the copy is in their language."""
        form = AskedForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            self._reissue(request, row, actor.asked_by(form.cleaned_data["asked"]))
            return self.back_to(row)
        page = FormPage(_("Issue a lost one again"), _("Issue it again"), row)
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
