"""The keys with which a school's own system tells how many seats it has sold, and what it told."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.classes.models.runs import CourseRun


class SchoolKey(models.Model):
    """One key of one system of a school. Only its hash is stored: the key itself is shown once, when it is made.

    ``prefix`` is the part by which people tell keys apart. One that was replaced works until ``ends_at``.
    """

    provider = models.ForeignKey("courses.Provider", models.PROTECT, related_name="keys")
    name = models.CharField(_("name"), max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    secret_sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="school_key_ends_by_somebody",
                condition=Q(ends_at=None, ended_by=None)
                | Q(ends_at__gte=F("made_at"), ended_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"

    def works_at(self, moment: datetime) -> bool:
        return self.ends_at is None or moment < self.ends_at


class SeatCount(models.Model):
    """A count that was taken, under the name that the school's system gave it: sent again, it is the same one."""

    key = models.ForeignKey(SchoolKey, models.PROTECT, related_name="counts")
    run = models.ForeignKey(CourseRun, models.PROTECT, related_name="+")
    name = models.CharField(max_length=64)
    seats = models.PositiveSmallIntegerField()
    counted_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["key", "name"], name="one_seat_count_of_a_name")]

    def __str__(self) -> str:
        return f"seat count {self.pk}"
