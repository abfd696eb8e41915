"""What somebody else than the school has issued for a course, as the school that held the course recorded it."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from certificates.authority.enums import AuthorityEnd, AuthorityKind


class AuthorityCertificate(models.Model):
    """A record, not a document: the proof itself is the issuer's, which alone can say whether it is genuine.

    ``expires_on`` is the last day it is valid; None where it lasts or no day is known. ``source``: the id of the
    statute that gave the day, empty where it is the one printed. A record that was wrong is ended and made anew.
    """

    result = models.ForeignKey(
        "enrolment.CourseResult", models.PROTECT, related_name="authority_certificates"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="authority_certificates"
    )
    provider = models.ForeignKey("courses.Provider", models.PROTECT, related_name="authority_certificates")
    kind = models.CharField(_("kind"), max_length=20, choices=partial(choices, AuthorityKind))
    issuer = models.CharField(_("issued by"), max_length=100)
    number = models.CharField(_("number"), max_length=60, blank=True)
    passed_on = models.DateField(_("passed on"))
    expires_on = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=30, choices=partial(choices, AuthorityEnd), blank=True)

    class Meta:
        ordering = ["-passed_on", "-pk"]
        verbose_name = _("certificate of an authority")
        verbose_name_plural = _("certificates of authorities")
        constraints = [
            models.UniqueConstraint(
                fields=["result", "kind"], condition=Q(ended_at=None), name="one_authority_record_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("passed_on")),
                name="authority_record_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="") | Q(ended_at__isnull=False) & ~Q(end_reason=""),
                name="authority_record_that_ended_says_why",
            ),
        ]
        triggers = [
            stays(
                "what_was_recorded_of_an_authority_stays",
                *("result_id", "person_id", "provider_id", "kind", "issuer", "number"),
                *("passed_on", "expires_on", "source", "recorded_at"),
            ),
            pgtrigger.Protect(
                name="an_authority_record_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
            never_deleted("authority_records_stay"),
            never_emptied("authority_records_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"authority certificate {self.pk} ({self.kind})"

    @property
    def ref(self) -> str:
        return f"authority_certificate:{self.pk}"
