"""A school's spreadsheet between the page that checks it and the button that carries it out."""

from django.conf import settings
from django.db import models


class UploadedSheet(models.Model):
    """The file as it was received. Only the account that uploaded it finds it; it is deleted after a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    provider = models.ForeignKey("courses.Provider", models.CASCADE, related_name="+")
    content = models.BinaryField()
    uploaded_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"uploaded sheet {self.pk}"
