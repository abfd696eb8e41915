"""Whether a participant was there, day by day."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models

from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from enrolment.enums import Presence
from enrolment.models.application import Application


class Attendance(models.Model):
    """One note per participant and day. A corrected note is a new version with its ``reason``; the last one counts."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="attendance")
    day = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    presence = models.CharField(max_length=10, choices=partial(choices, Presence))
    reason = models.TextField(blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["application", "day", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "day", "version"], name="one_attendance_per_version"
            ),
            models.UniqueConstraint(
                fields=["application", "day"],
                condition=models.Q(is_current=True),
                name="one_current_attendance_per_day",
            ),
            models.CheckConstraint(
                name="attendance_corrected_with_a_reason",
                condition=models.Q(version=1, reason="") | (models.Q(version__gt=1) & ~models.Q(reason="")),
            ),
        ]
        triggers = [
            stays(
                "what_was_noted_stays",
                *("application_id", "day", "version", "presence", "reason", "noted_by_id", "noted_at"),
            ),
            pgtrigger.Protect(
                name="a_replaced_note_stays_replaced",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__is_current=False, new__is_current=True),
            ),
            never_deleted("attendance_stays"),
            never_emptied("attendance_is_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"attendance {self.pk} ({self.presence})"
