"""Keep documents. What is frozen here is never rendered or changed again."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from amu.documents.enums import DocumentKind
from amu.documents.letters import Letter, write
from amu.documents.models import Document

PDF = "application/pdf"


@transaction.atomic
def freeze(
    letter: Letter, *, kind: DocumentKind, language: str, person_id: int | None, now: datetime
) -> Document:
    """Write the letter once and keep the bytes, with its facts beside them.

    Raises amu.documents.pdf.RenderingError.
    """
    content = write(letter, language=language)
    return keep(content, kind=kind, language=language, person_id=person_id, made_from=asdict(letter), now=now)


def keep(
    content: bytes,
    *,
    kind: DocumentKind,
    language: str,
    person_id: int | None,
    now: datetime,
    made_from: Mapping[str, Any] | None = None,
    media_type: str = PDF,
) -> Document:
    """Keep what has been written elsewhere, such as outside a transaction because it takes long."""
    return Document.objects.create(
        kind=kind,
        person_id=person_id,
        language=language,
        media_type=media_type,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        made_from=dict(made_from or {}),
        created_at=now,
    )
