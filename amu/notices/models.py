"""That somebody was told that there is news."""

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """A courtesy: "there is news in your case". It carries no facts of the case.

    A decision reaches the person by a channel of its own; a notice never starts a clock. Whether and when it was
    sent is what its delivery says.
    """

    delivery = models.OneToOneField("delivery.Delivery", models.PROTECT, related_name="notice")
    code = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    about = models.CharField(max_length=60)
    path = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.code} {self.about}"
