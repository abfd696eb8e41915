"""What stands on a school's certificates besides what they prove: who signs, from when to when, and a logo."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amu.triggers import never_deleted, never_emptied


class Signatory(models.Model):
    """Who answers for the certificates that a school issues on the days between, both included.

    ``valid_to`` None: until somebody else does. Certificates that are issued already keep whom they name.
    """

    provider = models.ForeignKey("courses.Provider", models.PROTECT, related_name="signatories")
    name = models.CharField(_("name"), max_length=100)
    title = models.CharField(_("title"), max_length=100, blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True)

    class Meta:
        ordering = ["provider", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "valid_from"], name="one_signatory_from_a_day"),
            models.UniqueConstraint(
                fields=["provider"], condition=Q(valid_to=None), name="one_signatory_without_an_end"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="signatory_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SchoolLogo(models.Model):
    """A logo that a school has, or had. A row stays, because certificates name the picture by its hash."""

    provider = models.ForeignKey("courses.Provider", models.PROTECT, related_name="logos")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    since = models.DateTimeField(_("from"))
    ended_at = models.DateTimeField(_("to"), null=True)

    class Meta:
        ordering = ["provider", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider"], condition=Q(ended_at=None), name="one_logo_of_a_school"
            ),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="logo_has_a_sha256"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="logos_are_frozen",
                operation=pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "provider_id", "content", "sha256", "width", "height", "since"
                ),
            ),
            never_deleted("logos_stay"),
            never_emptied("logos_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"logo {self.sha256[:12]}"
