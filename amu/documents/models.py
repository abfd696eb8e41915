"""Documents as they were issued: the exact bytes, their hash, and what they were made from."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from amu.documents.enums import DocumentKind
from amu.triggers import never_emptied
from amu.words import choices


class Document(models.Model):
    """One frozen file. It is never rendered again, so that the stored file is exactly the one that was sent.

    The bytes are stored in PostgreSQL so that they are committed, backed up and restored together
    with the decision they carry. ``made_from`` are the facts of the letter as they were.
    """

    kind = models.CharField(max_length=30, choices=partial(choices, DocumentKind))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    language = models.CharField(max_length=2)
    media_type = models.CharField(max_length=60)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    made_from = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_has_a_sha256"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="document_is_not_empty"),
        ]
        triggers = [
            pgtrigger.Protect(name="documents_stay", operation=pgtrigger.Delete),
            never_emptied("documents_are_never_emptied"),
            pgtrigger.Protect(
                name="documents_are_frozen",
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "content", "sha256", "made_from", "kind", "person_id", "created_at"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"
