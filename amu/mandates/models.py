"""That somebody may act for another in one case, from when and until when."""

from datetime import datetime
from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amu.clock import danish_date
from amu.journal.enums import Asked
from amu.mandates.codes import WORKS_FOR
from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices


class Mandate(models.Model):
    """``person`` lets somebody act in the case of ``application``: in it, its decisions and the appeals over them.

    ``name`` is whom the person, or the paper, names. It holds to the end of ``until``, unless it was ended before.
    ``representative`` is whoever has signed in and taken it with the code; one who acts by letter only never does.
    A mandate on paper has ``channel``, ``received_on`` and ``registered_by``, and its scanned document is an
    attachment.
    """

    application = models.ForeignKey(
        "enrolment.Application", models.PROTECT, related_name="mandates", verbose_name=_("application")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=150)
    until = models.DateField(_("until"))
    given_at = models.DateTimeField(_("given"))
    channel = models.CharField(
        _("how it came in"), max_length=12, choices=partial(choices, Asked), blank=True
    )
    received_on = models.DateField(_("received"), null=True, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registered by"),
    )
    representative = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("representative"),
    )
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ended by"),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="mandate_names_somebody"),
            models.CheckConstraint(
                condition=Q(representative=None) | ~Q(representative=F("person")),
                name="mandate_is_for_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(representative=None, taken_at=None)
                | Q(representative__isnull=False, taken_at__isnull=False),
                name="mandate_is_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="mandate_is_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(channel="", received_on=None, registered_by=None)
                | ~Q(channel="") & Q(received_on__isnull=False, registered_by__isnull=False),
                name="mandate_on_paper_is_registered",
            ),
        ]
        triggers = [
            stays(
                "what_a_mandate_says_stays",
                *("application_id", "person_id", "name", "until", "given_at"),
                *("channel", "received_on", "registered_by_id"),
            ),
            pgtrigger.Protect(
                name="mandates_are_taken_once",
                operation=pgtrigger.UpdateOf("taken_at"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Q(old__taken_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="mandates_end_once",
                operation=pgtrigger.UpdateOf("ended_at", "ended_by_id"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
            never_deleted("mandates_stay"),
            never_emptied("mandates_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        return f"mandate:{self.pk}"

    @property
    def case(self) -> str:
        return f"application:{self.application_id}"

    @property
    def number(self) -> str:
        """How people name it on the phone."""
        return f"F-{self.pk:06d}"

    def held_at(self, moment: datetime) -> bool:
        """Whether somebody could act by it then. One on paper holds from when the person signed it, which is before."""
        was_ended = self.ended_at is not None and self.ended_at <= moment
        return danish_date(moment) <= self.until and not was_ended

    @property
    def who(self) -> str:
        """Whoever acts: the name from their sign-in once they have taken it, the name on the mandate before."""
        return self.representative.display_name if self.representative else self.name

    @property
    def code_works_until(self) -> datetime:
        return self.given_at + WORKS_FOR
