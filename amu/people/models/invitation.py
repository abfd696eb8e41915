"""An invitation to work with a role: who may accept it is whoever has the link, until it expires."""

from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amu.people.enums import Role
from amu.people.models.membership import IN_ITS_PLACE
from amu.words import choices


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """A role that somebody is offered. The link in the e-mail is signed; nothing in this row opens it."""

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=20, choices=partial(choices, Role))
    provider = models.ForeignKey(
        "courses.Provider",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("school"),
    )
    approver = models.ForeignKey(
        "courses.Approver",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approver"),
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("accepted by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="invitation_has_the_place_of_its_role",
                condition=IN_ITS_PLACE,
            ),
            models.CheckConstraint(
                name="invitation_is_answered_once",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at=None),
            ),
            models.CheckConstraint(name="invitation_expires", condition=Q(expires_at__gt=F("invited_at"))),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def place(self) -> str:
        """The school, the municipality or the fund; nothing for the ministry."""
        return str(self.provider or self.approver or "")
