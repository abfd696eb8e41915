"""What somebody typed into a form that could not be taken yet, saved until it can."""

from django.conf import settings
from django.db import models


class SavedForm(models.Model):
    """The fields of one form as they arrived, with the moment they arrived.

    ``person`` is whom the form was shown to; nobody else gets it. ``page`` is where it stands, whatever the language
    (``amu.web.shown.Page.key``). ``fields`` is emptied once the form has been submitted (``amu.web.saved_forms``).
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=300)
    fields = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"saved form {self.pk}"
