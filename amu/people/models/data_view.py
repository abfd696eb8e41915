"""The log of who viewed whose personal data, when and why. The person can read it; nobody can change it."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from amu.people.enums import Purpose, Seen
from amu.triggers import never_emptied
from amu.words import choices


class ListView(models.Model):
    """One list with people's cases or names, as ``viewer`` was shown it: one row, with everybody who stood in it."""

    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("seen by")
    )
    viewer_role = models.CharField(_("role"), max_length=20)
    provider = models.ForeignKey(
        "courses.Provider", models.PROTECT, null=True, related_name="+", verbose_name=_("school")
    )
    people = ArrayField(models.BigIntegerField(), verbose_name=_("whose data"))
    what = models.CharField(_("what was looked at"), max_length=20, choices=partial(choices, Seen))
    purpose = models.CharField(_("why"), max_length=20, choices=partial(choices, Purpose))
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("look at a list")
        verbose_name_plural = _("views of lists")
        indexes = [GinIndex(fields=["people"], name="list_view_of_person")]
        triggers = [
            pgtrigger.Protect(name="list_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied("list_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {len(self.people)}"


class DataView(models.Model):
    """One look by ``viewer`` at data about ``person``.

    ``viewer_role`` is what the viewer was allowed it as at that moment, ``object_ref`` the
    thing looked at ("application:17"): a number of ours, never personal data.
    """

    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("seen by")
    )
    viewer_role = models.CharField(_("role"), max_length=20)
    provider = models.ForeignKey(
        "courses.Provider", models.PROTECT, null=True, related_name="+", verbose_name=_("school")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("whose data"),
    )
    what = models.CharField(_("what was looked at"), max_length=20, choices=partial(choices, Seen))
    object_ref = models.CharField(_("about"), max_length=100, blank=True)
    purpose = models.CharField(_("why"), max_length=20, choices=partial(choices, Purpose))
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("look at personal data")
        verbose_name_plural = _("views of personal data")
        indexes = [models.Index(fields=["person", "-at", "-id"], name="data_view_of_person")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied("never_emptied"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.object_ref}"
