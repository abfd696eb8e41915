"""Forms that were sent while signed out, saved until the person has signed in again."""

from django.db import models


class SavedForm(models.Model):
    """The fields of one form as they arrived, with the moment they arrived.

    Found again only through the browser's own session. ``fields`` is emptied once the form has been
    submitted (``amu.web.saved_forms``).
    """

    path = models.CharField(max_length=300)
    fields = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"saved form {self.pk}"
