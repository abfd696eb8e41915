"""What somebody sent while their sign-in had run out, until they have signed in again."""

from django.db import models


class HeldPost(models.Model):
    """The fields of one form as they arrived, with the moment they arrived.

    Found again only through the browser's own session. ``fields`` is emptied once the words
    have reached their case.
    """

    path = models.CharField(max_length=300)
    fields = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"held post {self.pk}"
