"""One address for every attachment: who may see the case may open its files."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from amu import clock
from amu.attachments import selectors
from amu.attachments.models import Attachment
from amu.attachments.registry import reader
from amu.mandates.acting import looked
from amu.mandates.selectors import acts_in
from amu.people.enums import Seen
from amu.people.services import record_view


@require_GET
@login_required
def download(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Raises Http404 for somebody who may not see the case, and for a file that is not known to be clean."""
    row = selectors.attachments().filter(pk=attachment_id).first()
    if row is None or not row.is_clean or not _may_open(request, row):
        raise Http404
    return _send(selectors.readable(row.pk))


def _send(attachment: Attachment) -> HttpResponse:
    """The bytes, under the attachment's number. Never shown in the browser, whatever they are."""
    response = HttpResponse(bytes(attachment.content), content_type=attachment.file_kind.media_type)
    response["Content-Disposition"] = f'attachment; filename="{attachment.file_name}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _may_open(request: HttpRequest, row: Attachment) -> bool:
    """A look by staff or by a representative is logged. Before it is handed in, a file is for whoever uploaded it alone."""
    if row.handed_in_at is None:
        return row.added_by_id == request.user.pk
    if row.person_id == request.user.pk:
        return True
    if acts_in(request.user.pk, row.about):
        looked(request, row.person_id, what=Seen.DOCUMENT, ref=row.ref)
        return True
    found = reader(request.user, row.about)
    if found is None:
        return False
    record_view(
        request.user,  # type: ignore[arg-type]
        row.person_id,
        what=Seen.DOCUMENT,
        object_ref=row.ref,
        purpose=found.purpose,
        provider_id=found.provider_id,
        now=clock.now(),
    )
    return True
