"""Find documents. Bytes leave the table only when somebody downloads them."""

from django.db.models import QuerySet

from amu.documents.enums import ScanState
from amu.documents.models import Document

MAY_LEAVE = (ScanState.OWN, ScanState.CLEAN)


def documents() -> QuerySet[Document]:
    """Everything but the bytes themselves."""
    return Document.objects.defer("content")


def readable(document_id: int) -> Document:
    """A document whose bytes may be handed out. Raises Document.DoesNotExist otherwise."""
    return Document.objects.get(pk=document_id, scan_state__in=MAY_LEAVE)


def with_hash(sha256: str) -> QuerySet[Document]:
    return documents().filter(sha256=sha256)
