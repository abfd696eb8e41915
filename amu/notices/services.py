"""Tell people that there is news. The words name neither the person nor the case."""

from datetime import datetime

from django.db import transaction

from amu.delivery.services import entrust, purge_without_document
from amu.delivery.states import State
from amu.notices.by_email import EMAIL
from amu.notices.models import Notice
from amu.words import Kind, has_words


@transaction.atomic(savepoint=False)
def tell(code: str, *, person_id: int, about: str, occasion: str, now: datetime, path: str = "") -> None:
    """Entrust a notice to e-mail in the caller's transaction; the same occasion is told once.

    ``path`` is where the message leads, ids only; My Overview when not given.
    Raises KeyError for a code that has no words.
    """
    if not has_words(Kind.NOTICE, code):
        raise KeyError(code)
    key = f"notice:{code}:{about}:{occasion}"
    delivery = entrust(key, channel=EMAIL.code, about=about, person_id=person_id, now=now)
    notice = Notice(delivery=delivery, code=code, person_id=person_id, about=about, path=path, created_at=now)
    Notice.objects.bulk_create([notice], ignore_conflicts=True)


@transaction.atomic
def purge_notices(before: datetime) -> int:
    """Delete notices from before that moment with their deliveries; one that is still under way stays."""
    old = Notice.objects.filter(created_at__lt=before).exclude(delivery__state=State.WAITING)
    deliveries = list(old.values_list("delivery_id", flat=True))
    Notice.objects.filter(delivery_id__in=deliveries).delete()
    return purge_without_document(deliveries)
