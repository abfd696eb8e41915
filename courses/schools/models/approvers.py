"""Who approves the course of somebody on benefit: the municipalities and the unemployment funds."""

from functools import partial

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amu.words import choices
from courses.enums import ApproverKind
from courses.schools.models.places import Municipality


class Approver(models.Model):
    """A municipality, or an unemployment fund. One that is no longer in the file stays, for the cases it has."""

    code = models.CharField(primary_key=True, max_length=30)
    kind = models.CharField(_("kind"), max_length=12, choices=partial(choices, ApproverKind))
    name = models.CharField(_("name"), max_length=120, unique=True)
    municipality = models.OneToOneField(
        Municipality, models.PROTECT, null=True, blank=True, related_name="approver"
    )
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("approver")
        verbose_name_plural = _("approvers")
        constraints = [
            models.CheckConstraint(
                name="approver_of_a_municipality_names_it",
                condition=Q(kind=ApproverKind.MUNICIPALITY, municipality__isnull=False)
                | Q(kind=ApproverKind.FUND, municipality=None),
            )
        ]

    def __str__(self) -> str:
        return self.name
