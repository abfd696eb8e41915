"""Tell people that there is news. The words name neither the person nor the case."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from amu.delivery.services import entrust, purge_without_document
from amu.delivery.states import State
from amu.notices.by_email import EMAIL
from amu.notices.models import Notice
from amu.words import Kind, has_words

type Others = Callable[[int, str, datetime], Iterable[int]]
"""From a person and the thing that a notice is about ("appeal:12") to the ids of those who act for them there."""

_others: list[tuple[str, Others]] = []


def tell_others_too(code: str, others: Others) -> None:
    """Let whoever acts for somebody be told of news in that case, by ``code``. From ``AppConfig.ready``."""
    _others.append((code, others))


@transaction.atomic(savepoint=False)
def tell(code: str, *, person_id: int, about: str, occasion: str, now: datetime, path: str = "") -> None:
    """Entrust a notice to e-mail in the caller's transaction; the same occasion is told once.

    Whoever acts for the person in the case is told that there is news in it.

    ``path`` is where the message leads, ids only; My Overview when not given.
    Raises KeyError for a code that has no words.
    """
    if not has_words(Kind.NOTICE, code):
        raise KeyError(code)
    _entrust(code, person_id, about, occasion, path, now)
    for others_code, others in _others:
        for user_id in others(person_id, about, now):
            _entrust(others_code, user_id, about, f"{code}:{occasion}:{user_id}", path, now)


def _entrust(code: str, person_id: int, about: str, occasion: str, path: str, now: datetime) -> None:
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
