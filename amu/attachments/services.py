"""Keep files, hand them in to a case, and note what the scanner says. One public function is one transaction."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction

from amu.attachments.clamd import NotScannedError, scan
from amu.attachments.enums import NoticeCode, Refusal, RefusedError, ScanState
from amu.attachments.kinds import examine
from amu.attachments.models import Attachment
from amu.attachments.selectors import not_scanned_since, room_taken, waiting
from amu.journal.services import Actor
from amu.notices.services import tell
from amu.outbox.services import enqueue

SCAN = "attachments.scan"
MOST_FILES = 20  # in one case, or chosen in one form
MOST_BYTES = 60 * 1024 * 1024  # of them together


def keep(name: str, content: bytes, *, about: str, person_id: int, actor: Actor, now: datetime) -> Attachment:
    """Keep an uploaded file until its form is handed in, and have it scanned.

    The same file chosen twice is kept once. Raises RefusedError.
    """
    found = examine(name, content)
    sent, kept = (hashlib.sha256(each).hexdigest() for each in (content, found.content))
    if same := waiting(about, actor.signed_by).filter(sha256_as_sent=sent, name=found.name).first():
        return same
    files, size = room_taken(about)
    if files >= MOST_FILES:
        raise RefusedError(Refusal.TOO_MANY, most=MOST_FILES)
    if size + len(found.content) > MOST_BYTES:
        raise RefusedError(Refusal.TOO_MUCH, megabytes=MOST_BYTES // 1024 // 1024)
    with transaction.atomic():
        made = Attachment.objects.create(
            person_id=person_id,
            about=about,
            name=found.name,
            kind=found.kind,
            content=found.content,
            size=len(found.content),
            sha256=kept,
            sha256_as_sent=sent,
            added_by_id=actor.signed_by,
            role=actor.role,
            uploaded_at=now,
        )
        _have_scanned(made, occasion="upload", now=now)
    return made


@transaction.atomic
def remove(attachment_id: int, *, about: str, added_by: int) -> bool:
    """Whoever uploaded a file takes it back before it is handed in; whether it was there."""
    deleted, _ = waiting(about, added_by).filter(pk=attachment_id).delete()
    return bool(deleted)


@transaction.atomic
def hand_in(chosen_in: str, *, about: str, actor: Actor, now: datetime) -> list[int]:
    """What the actor has chosen in a form becomes part of the case; the ids. Nothing chosen is nothing done."""
    chosen = waiting(chosen_in, actor.signed_by).select_for_update(no_key=True)
    rows = list(chosen.values_list("pk", flat=True))
    Attachment.objects.filter(pk__in=rows).update(about=about, handed_in_at=now, asked=actor.asked or "")
    return rows


def scan_one(attachment_id: int, *, now: datetime) -> None:
    """Ask the scanner outside any transaction, and note what it says. Without a scanner nothing happens.

    Raises amu.attachments.clamd.ScannerDownError, so that it is asked again.
    """
    row = Attachment.objects.filter(pk=attachment_id).first()
    if row is None or settings.CLAMD is None or row.scan_state not in {ScanState.NEW, ScanState.ERROR}:
        return
    host, port = settings.CLAMD
    try:
        answer = scan(bytes(row.content), host=host, port=port)
    except NotScannedError:
        note_scan(attachment_id, ScanState.ERROR, now=now)
        return
    if answer.signature:
        note_scan(attachment_id, ScanState.INFECTED, finding=answer.signature, now=now)
    else:
        note_scan(attachment_id, ScanState.CLEAN, now=now)


@transaction.atomic
def note_scan(attachment_id: int, state: ScanState, *, finding: str = "", now: datetime) -> None:
    """The scanner's answer. The person whose case it is is told of an infected file, once."""
    row = Attachment.objects.defer("content").select_for_update(no_key=True).get(pk=attachment_id)
    row.scan_state, row.scan_finding, row.scanned_at = state, finding, now
    row.save(update_fields=["scan_state", "scan_finding", "scanned_at"])
    if state == ScanState.INFECTED:
        tell(NoticeCode.INFECTED, person_id=row.person_id, about=row.ref, occasion="infected", now=now)


@transaction.atomic
def have_scanned_again(before: datetime, *, now: datetime) -> int:
    """Put to the scanner what it has not judged, such as files from before there was one; how many."""
    rows = list(not_scanned_since(before)) if settings.CLAMD else []
    for row in rows:
        _have_scanned(row, occasion=now.date().isoformat(), now=now)
    return len(rows)


@transaction.atomic
def delete_left_behind(before: datetime) -> int:
    """Delete files of forms that were never handed in; how many."""
    deleted, _ = Attachment.objects.filter(handed_in_at=None, uploaded_at__lt=before).delete()
    return deleted


def _have_scanned(row: Attachment, *, occasion: str, now: datetime) -> None:
    enqueue(SCAN, dedup_key=f"{SCAN}:{row.pk}:{occasion}", payload={"attachment": row.pk}, now=now)
