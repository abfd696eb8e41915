"""Questions about attachments. Bytes leave the table only for a download, a scan or a bundle."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import QuerySet, Sum

from amu.attachments.enums import ScanState
from amu.attachments.models import Attachment
from amu.mandates.cases import application_of as case_of


def attachments() -> QuerySet[Attachment]:
    """Everything but the bytes themselves."""
    return Attachment.objects.defer("content")


def attachments_of(about: str) -> QuerySet[Attachment]:
    """What has been handed in to a case, in that order."""
    rows = attachments().filter(about=about, handed_in_at__isnull=False)
    return rows.select_related("added_by").order_by("handed_in_at", "pk")


def waiting(about: str, added_by: int) -> QuerySet[Attachment]:
    """What somebody has chosen there and not handed in yet."""
    return attachments().filter(about=about, added_by=added_by, handed_in_at=None)


def room_taken(about: str) -> tuple[int, int]:
    """How many files a case or a form has, and how many bytes they are together."""
    rows = Attachment.objects.filter(about=about)
    return rows.count(), rows.aggregate(total=Sum("size"))["total"] or 0


def application_of(attachment_id: int) -> int | None:
    """In whose case the file is, where it is in one."""
    about = Attachment.objects.filter(pk=attachment_id).values_list("about", flat=True).first()
    return case_of(about) if about else None


def readable(attachment_id: int) -> Attachment:
    """With its bytes, if it is clean. Raises Attachment.DoesNotExist otherwise."""
    return Attachment.objects.get(pk=attachment_id, scan_state=ScanState.CLEAN)


def not_scanned_since(moment: datetime) -> QuerySet[Attachment]:
    """What was uploaded before that moment, and no scanner has judged."""
    return attachments().filter(scan_state__in=[ScanState.NEW, ScanState.ERROR], uploaded_at__lt=moment)


def files_of(person_ids: Collection[int]) -> Iterator[Attachment]:
    """The clean files in a person's cases with their bytes, held one at a time."""
    rows = Attachment.objects.filter(person_id__in=person_ids, scan_state=ScanState.CLEAN).order_by("pk")
    return rows.only("content", "kind").iterator(chunk_size=1)
