"""Keep documents. What is frozen here is never rendered or changed again."""

import hashlib
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from amu.documents.enums import DocumentKind, ScanState
from amu.documents.letters import Letter, write
from amu.documents.models import Document


@transaction.atomic
def freeze(
    letter: Letter, *, kind: DocumentKind, language: str, person_id: int | None, now: datetime
) -> Document:
    """Write the letter once and keep the bytes, with its facts beside them.

    Raises amu.documents.pdf.RenderingError.
    """
    content = write(letter, language=language)
    return keep(content, letter, kind=kind, language=language, person_id=person_id, now=now)


@transaction.atomic
def keep(
    content: bytes,
    letter: Letter,
    *,
    kind: DocumentKind,
    language: str,
    person_id: int | None,
    now: datetime,
) -> Document:
    """Keep a letter that has been written already, as it stands in ``content``."""
    return Document.objects.create(
        kind=kind,
        person_id=person_id,
        language=language,
        media_type="application/pdf",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        made_from=asdict(letter),
        scan_state=ScanState.OWN,
        created_at=now,
    )
