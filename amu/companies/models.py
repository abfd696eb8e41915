"""A company that books seats for its people, and who acts for it."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amu.people.access import COMPANY, COMPANY_MANAGER


class Company(models.Model):
    """Known by its CVR number alone; the name is what MitID Erhverv said at the last sign-in."""

    cvr = models.CharField(_("CVR number"), max_length=8, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")

    @override
    def __str__(self) -> str:
        return self.name or f"CVR {self.cvr}"

    @property
    def ref(self) -> str:
        return f"company:{self.pk}"


class CompanyMemberQuerySet(models.QuerySet["CompanyMember"]):
    def who_may_book(self) -> "CompanyMemberQuerySet":
        return self.filter(let_at__isnull=False, ended_at=None, user__is_active=True)


class CompanyMember(models.Model):
    """Somebody who has signed in for a company. They may book from ``let_at`` until ``ended_at``.

    Whoever signs in first for a company manages who else books for it. Each professional identity is of one company, so a
    user is a member once. ``let_by`` is empty for the first.
    """

    company = models.ForeignKey(Company, models.PROTECT, related_name="members", verbose_name=_("company"))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="company_member", verbose_name=_("user")
    )
    is_manager = models.BooleanField(_("manages who books"), default=False)
    joined_at = models.DateTimeField(_("first sign-in"))
    let_at = models.DateTimeField(_("may book since"), null=True)
    let_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("let by")
    )
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = CompanyMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a company")
        verbose_name_plural = _("members of companies")
        constraints = [
            models.UniqueConstraint(
                fields=["company"], condition=Q(is_manager=True), name="company_has_one_manager"
            ),
            models.CheckConstraint(
                name="company_manager_may_book",
                condition=Q(is_manager=False) | Q(let_at__isnull=False, ended_at=None),
            ),
            models.CheckConstraint(
                name="company_right_ends_after_it_began",
                condition=Q(ended_at=None) | Q(let_at__isnull=False, ended_at__gte=models.F("let_at")),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"member {self.pk} of company {self.company_id}"

    @property
    def may_book(self) -> bool:
        return self.let_at is not None and self.ended_at is None

    @property
    def role(self) -> str:
        """As ``amu.people.access`` names it; nothing for somebody who may not book."""
        if not self.may_book:
            return ""
        return COMPANY_MANAGER if self.is_manager else COMPANY
