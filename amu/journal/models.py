"""What happened, by whom, on what authority. Rows are added, never changed."""

import pgtrigger
from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One line of the journal.

    ``about`` names the thing ("application:17"); ``person`` is whose case it is, so that it
    can be shown to them. ``facts`` holds codes, dates and ids, never a CPR number or free text
    from a person.
    """

    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    case = models.CharField(max_length=60, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="journal_acts"
    )
    actor_role = models.CharField(max_length=30)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="journal_entries"
    )
    authority = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["about"], name="journal_about"),
            models.Index(fields=["case"], name="journal_case"),
        ]
        triggers = [
            pgtrigger.Protect(name="journal_is_only_added_to", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="journal_is_never_emptied",
                operation=pgtrigger.Truncate,
                when=pgtrigger.Before,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.about}"
