"""What a member of staff may do, and where. Rights are ended, never deleted."""

from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.people.enums import Role
from amu.words import choices

IN_ITS_PLACE = (
    Q(role=Role.MINISTRY_OFFICER, provider=None, approver=None)
    | Q(role=Role.APPROVER, provider=None, approver__isnull=False)
    | (~Q(role__in=[Role.MINISTRY_OFFICER, Role.APPROVER]) & Q(provider__isnull=False, approver=None))
)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def live(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None)


class Membership(models.Model):
    """One role of one member of staff: at a provider, for an approver, or at the ministry (neither)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    provider = models.ForeignKey(
        "courses.Provider",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("school"),
    )
    approver = models.ForeignKey(
        "courses.Approver",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("approver"),
    )
    role = models.CharField(_("role"), max_length=20, choices=partial(choices, Role))
    granted_at = models.DateTimeField(_("since"), default=clock.now, editable=False)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("given by"),
    )
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("ended by"),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                name="membership_has_the_place_of_its_role",
                condition=IN_ITS_PLACE,
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("granted_at")),
            ),
            models.UniqueConstraint(
                fields=["user", "provider", "approver", "role"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="membership_live_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}{f', {self.place}' if self.place else ''}"

    @property
    def place(self) -> str:
        """The school, the municipality or the fund; nothing for the ministry."""
        return str(self.provider or self.approver or "")
