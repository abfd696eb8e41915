"""What happened, by whom, on what authority. Rows are added, never changed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from amu.triggers import never_emptied
from amu.words import Kind, say_or_code


class Entry(models.Model):
    """One line of the journal.

    ``about`` names the thing ("application:17"); ``person`` is whose case it is, so that it
    can be shown to them. ``facts`` holds codes, dates and ids, never a CPR number or free text
    from a person.
    """

    at = models.DateTimeField(_("time"))
    act = models.CharField(_("what happened"), max_length=60)
    about = models.CharField(_("about"), max_length=60)
    case = models.CharField(_("case"), max_length=60, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="journal_acts",
        verbose_name=_("who"),
    )
    actor_role = models.CharField(_("role"), max_length=30)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="journal_entries",
        verbose_name=_("whose case"),
    )
    authority = models.CharField(_("legal basis"), max_length=60, blank=True)
    facts = models.JSONField(_("facts"), default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes = [
            models.Index(fields=["about"], name="journal_about"),
            models.Index(fields=["case"], name="journal_case"),
        ]
        triggers = [
            pgtrigger.Protect(name="journal_is_only_added_to", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied("journal_is_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"{say_or_code(Kind.ACT, self.act)}: {self.about}"
