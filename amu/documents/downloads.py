"""Send a document to a browser as a download that cannot run anything."""

from django.http import HttpResponse

from amu.documents.models import Document


def download(document: Document, *, name: str) -> HttpResponse:
    """The bytes as an attachment. ``name`` is plain ASCII made from codes, never from a person's name."""
    response = HttpResponse(bytes(document.content), content_type=document.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    return response
