"""Send a document to a browser as a download that cannot run anything."""

from django.http import HttpResponse

from amu.documents.models import Document


def download(document: Document, *, name: str) -> HttpResponse:
    """The bytes as an attachment. ``name`` is plain ASCII made from codes, never from a person's name."""
    return download_bytes(bytes(document.content), name=name, media_type=document.media_type)


def download_bytes(
    content: bytes, *, name: str, media_type: str = "application/pdf", extension: str = "pdf"
) -> HttpResponse:
    """The same for bytes that were made for this answer and are not kept."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    return response
