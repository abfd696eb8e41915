"""Who looked at whose personal data, when and why. The person can read it; nobody can change it."""

import pgtrigger
from django.conf import settings
from django.db import models

from amu.people.enums import Purpose, Seen


class DataView(models.Model):
    """One look by ``viewer`` at data about ``person``.

    ``viewer_role`` is what the viewer was allowed it as at that moment, ``object_ref`` the
    thing looked at ("application:17"): a number of ours, never personal data.
    """

    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    viewer_role = models.CharField(max_length=20)
    provider = models.ForeignKey("courses.Provider", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=20, choices=Seen)
    object_ref = models.CharField(max_length=100, blank=True)
    purpose = models.CharField(max_length=20, choices=Purpose)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-at", "-id"], name="data_view_of_person")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_emptied",
                operation=pgtrigger.Truncate,
                when=pgtrigger.Before,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.object_ref} {self.at:%Y-%m-%d %H:%M}"
