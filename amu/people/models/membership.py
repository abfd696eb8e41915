"""What a member of staff may do, and where. Rights are ended, never deleted."""

from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.people.enums import Role
from amu.words import choices


class MembershipQuerySet(models.QuerySet["Membership"]):
    def live(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None)


class Membership(models.Model):
    """One role of one member of staff: at a provider, or at the ministry (no provider)."""

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
                name="membership_provider_unless_ministry",
                condition=Q(role=Role.MINISTRY_OFFICER, provider=None)
                | (~Q(role=Role.MINISTRY_OFFICER) & Q(provider__isnull=False)),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("granted_at")),
            ),
            models.UniqueConstraint(
                fields=["user", "provider", "role"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="membership_live_once",
            ),
        ]

    def __str__(self) -> str:
        place = f", {self.provider}" if self.provider else ""
        return f"{self.user}: {self.get_role_display()}{place}"
