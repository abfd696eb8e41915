"""Find documents. Bytes leave the table only when somebody downloads them."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet

from amu.documents.models import Document


def documents() -> QuerySet[Document]:
    """Everything but the bytes themselves."""
    return Document.objects.defer("content")


def readable(document_id: int) -> Document:
    """A document with its bytes. Raises Document.DoesNotExist."""
    return Document.objects.get(pk=document_id)


def with_hash(sha256: str) -> QuerySet[Document]:
    return documents().filter(sha256=sha256)


def files_of(person_ids: Collection[int]) -> Iterator[Document]:
    """A person's documents with their bytes, held one at a time."""
    rows = Document.objects.filter(person_id__in=person_ids).order_by("pk")
    return rows.only("content", "media_type").iterator(chunk_size=1)
