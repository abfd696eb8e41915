"""Tell people that there is news. The words name neither the person nor the case."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from amu import clock
from amu.notices.models import Notice
from amu.outbox.services import enqueue
from amu.words import Kind, has_words, say

EMAIL = "notice.email"


@transaction.atomic
def tell(code: str, *, person_id: int, about: str, occasion: str, now: datetime, path: str = "") -> None:
    """Queue a notice in the caller's transaction; the same occasion is told once.

    ``path`` is where the message leads, ids only; My Overview when not given.
    Raises KeyError for a code that has no words.
    """
    if not has_words(Kind.NOTICE, code):
        raise KeyError(code)
    key = f"notice:{code}:{about}:{occasion}"
    _, new = Notice.objects.get_or_create(
        dedup_key=key,
        defaults={"code": code, "person_id": person_id, "about": about, "path": path, "created_at": now},
    )
    if new:
        enqueue(EMAIL, dedup_key=key, payload={"dedup_key": key}, now=now)


def deliver_email(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Outbox handler: send the notice to the address the person has now, in their language.

    A person without an address is not an error: the letter is what counts. Raises what the
    mail server raises, and is then tried again with the same Message-ID.
    """
    notice = Notice.objects.select_for_update(no_key=True).select_related("person").get(dedup_key=dedup_key)
    if notice.sent_at is not None:
        return
    if not notice.person.email:
        Notice.objects.filter(pk=notice.pk).update(no_address=True)
        return
    with translation.override(notice.person.language or settings.LANGUAGE_CODE):
        subject, line = say(Kind.NOTICE, notice.code), say(Kind.NOTICE_LINE, notice.code)
        address = settings.AMU["public_address"] + (notice.path or reverse("overview"))
        body = render_to_string("notices/email.txt", {"line": line, "address": address})
    EmailMessage(
        subject=subject,
        body=body,
        from_email=settings.AMU["mail_from"],
        to=[notice.person.email],
        headers={"Message-ID": message_id(dedup_key), "Auto-Submitted": "auto-generated"},
    ).send()
    Notice.objects.filter(pk=notice.pk).update(sent_at=clock.now())


def message_id(dedup_key: str) -> str:
    """The same for every try, so that a mailbox can drop the second copy."""
    return f"<{hashlib.sha256(dedup_key.encode()).hexdigest()[:40]}@amu>"
