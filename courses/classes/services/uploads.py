"""Keep a spreadsheet from its check until it is carried out."""

from datetime import datetime, timedelta

from django.db import transaction

from courses.classes.models import UploadedSheet

KEPT_FOR = timedelta(days=1)


@transaction.atomic
def keep_sheet(content: bytes, *, user_id: int, provider_id: int, now: datetime) -> UploadedSheet:
    """In the place of whatever the account uploaded before."""
    UploadedSheet.objects.filter(user_id=user_id).delete()
    return UploadedSheet.objects.create(
        user_id=user_id, provider_id=provider_id, content=content, uploaded_at=now
    )


def kept_sheet(sheet_id: int, *, user_id: int, provider_ids: set[int], now: datetime) -> UploadedSheet | None:
    """The account's own file for one of these schools, unless it is too old."""
    return UploadedSheet.objects.filter(
        pk=sheet_id, user_id=user_id, provider_id__in=provider_ids, uploaded_at__gt=now - KEPT_FOR
    ).first()


def discard_sheet(sheet_id: int) -> None:
    UploadedSheet.objects.filter(pk=sheet_id).delete()


def purge_sheets(now: datetime) -> int:
    deleted, _by_model = UploadedSheet.objects.filter(uploaded_at__lte=now - KEPT_FOR).delete()
    return deleted
