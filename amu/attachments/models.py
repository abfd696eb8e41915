"""Files that people and staff add to a case."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from amu.attachments.enums import FileKind, ScanState
from amu.journal.enums import Asked
from amu.triggers import never_emptied
from amu.words import choices


class Attachment(models.Model):
    """One file about a case of a person's.

    ``about`` names the case ("appeal:12"). A file that has been uploaded but not handed in (``handed_in_at`` is
    empty) waits for the form it was chosen in, which may be about something else until then, and can be removed by
    whoever uploaded it. From then on it is part of the case and stays. ``asked`` says how the person sent what staff
    added for them. ``name`` is what its owner called it: it is shown on pages, and stands in no address, header or
    log. ``content`` is what is kept: of an image, the picture without what a camera adds; ``sha256_as_sent`` is the
    sum of the file as it came.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attachments")
    about = models.CharField(max_length=60)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=4, choices=partial(choices, FileKind))
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sha256_as_sent = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    asked = models.CharField(max_length=12, blank=True, choices=partial(choices, Asked))
    uploaded_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    scan_state = models.CharField(max_length=8, choices=partial(choices, ScanState), default=ScanState.NEW)
    scan_finding = models.CharField(max_length=120, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["about"], name="attachment_about")]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="attachment_is_not_empty"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(about=""), name="attachment_names_its_case"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$", sha256_as_sent__regex=r"^[0-9a-f]{64}$"),
                name="attachment_has_its_sums",
            ),
            models.CheckConstraint(
                condition=Q(scan_state="new", scanned_at=None)
                | ~Q(scan_state="new") & Q(scanned_at__isnull=False),
                name="attachment_scanned_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(scan_state="infected") & ~Q(scan_finding="")
                | ~Q(scan_state="infected") & Q(scan_finding=""),
                name="attachment_infected_with_something",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="attachments_keep_their_bytes",
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    *("person_id", "name", "kind", "content", "size", "sha256", "sha256_as_sent"),
                    *("added_by_id", "role", "uploaded_at"),
                ),
            ),
            pgtrigger.Protect(
                name="attachments_stay_in_their_case",
                operation=pgtrigger.UpdateOf("about", "handed_in_at", "asked"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Q(old__handed_in_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="attachments_handed_in_stay",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__handed_in_at__isnull=False),
            ),
            never_emptied("attachments_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        return f"attachment:{self.pk}"

    @property
    def number(self) -> str:
        """How it is named in letters, and how its download is called."""
        return f"B-{self.pk:06d}"

    @property
    def file_kind(self) -> FileKind:
        return FileKind(self.kind)

    @property
    def file_name(self) -> str:
        """Of the download: by number and kind, never by the name that somebody gave it."""
        return f"{self.number}.{self.file_kind.extension}"

    @property
    def is_clean(self) -> bool:
        return self.scan_state == ScanState.CLEAN
