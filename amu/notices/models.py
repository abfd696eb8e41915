"""That somebody was told something, when, and how."""

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """A courtesy: "there is news in your case". It carries no facts of the case.

    The decision itself reaches the person by letter; a notice never starts a clock
    (rules.md §13.3).
    """

    code = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    about = models.CharField(max_length=60)
    path = models.CharField(max_length=200, blank=True)
    dedup_key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    no_address = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.code} {self.about}"
