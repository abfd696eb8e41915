"""Keep documents. What is frozen here is never rendered or changed again."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from amu.documents.enums import DocumentKind, ScanState
from amu.documents.models import Document
from amu.documents.pdf import render


@transaction.atomic
def freeze_pdf(
    template: str,
    context: Mapping[str, Any],
    *,
    kind: DocumentKind,
    language: str,
    person_id: int | None,
    now: datetime,
) -> Document:
    """Render once and keep the bytes. ``context`` must be plain JSON: it is kept beside them.

    Raises amu.documents.pdf.RenderingError.
    """
    content = render(template, dict(context), language=language)
    return Document.objects.create(
        kind=kind,
        person_id=person_id,
        language=language,
        media_type="application/pdf",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        made_from=dict(context),
        scan_state=ScanState.OWN,
        created_at=now,
    )
