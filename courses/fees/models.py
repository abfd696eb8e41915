"""The participation fee per day, as the ministry set it for a year."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from amu.words import choices
from courses.enums import ProposalState
from courses.fees.rules import RateClass


class FeeRate(models.Model):
    """One dated row. A change in law adds a row; no row is edited or removed."""

    year = models.PositiveSmallIntegerField(_("year"))
    rate_class = models.CharField(_("kind of rate"), max_length=8, choices=partial(choices, RateClass))
    per_day = models.DecimalField(_("kroner per course day"), max_digits=7, decimal_places=2)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.TextField(_("source"))

    class Meta:
        ordering = ["year", "rate_class"]
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "rate_class", "valid_from"], name="one_rate_per_year_class_and_start"
            ),
            models.CheckConstraint(condition=models.Q(per_day__gt=0), name="rate_above_zero"),
        ]
        triggers = [
            pgtrigger.Protect(name="rates_are_only_added", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.year}, {self.get_rate_class_display()}: {localize(self.per_day)}"


class RateProposal(models.Model):
    """A proposed rate: one person writes it, another approves it.

    ``rate`` is the row it became. Once decided, nothing of it changes.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    rate_class = models.CharField(_("kind of rate"), max_length=8, choices=partial(choices, RateClass))
    per_day = models.DecimalField(_("kroner per course day"), max_digits=7, decimal_places=2)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.TextField(_("source"))
    state = models.CharField(
        _("state"), max_length=12, choices=partial(choices, ProposalState), default=ProposalState.WAITING
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    rate = models.OneToOneField(
        FeeRate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposal",
        verbose_name=_("the rate it became"),
    )

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = _("proposed rate")
        verbose_name_plural = _("proposed rates")
        constraints = [
            models.CheckConstraint(
                name="rate_approved_by_a_second_person",
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="rate_proposal_decided_as_a_whole",
                condition=Q(state=ProposalState.WAITING, decided_by=None, decided_at=None, rate=None)
                | Q(
                    state=ProposalState.APPROVED,
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    rate__isnull=False,
                )
                | Q(
                    state=ProposalState.DECLINED,
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    rate=None,
                ),
            ),
            models.CheckConstraint(condition=Q(per_day__gt=1), name="proposed_rate_is_no_placeholder"),
            models.CheckConstraint(condition=~Q(source=""), name="proposed_rate_has_a_source"),
            models.CheckConstraint(
                name="proposed_rate_lies_in_its_year",
                condition=Q(valid_from__year=F("year"))
                & (Q(valid_to=None) | Q(valid_to__gte=F("valid_from"), valid_to__year=F("year"))),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="decided_proposals_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=[ProposalState.APPROVED, ProposalState.DECLINED]),
            ),
            pgtrigger.Protect(name="proposals_are_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.year}, {self.get_rate_class_display()}: {localize(self.per_day)} ({self.get_state_display()})"

    @property
    def ref(self) -> str:
        return f"rate_proposal:{self.pk}"
