"""The appeal at the ministry, and the case as it got it."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from appeals.enums import Finding, Lateness, MinistryOutcome
from appeals.models.appeal import EXCUSED, Appeal

FINAL = (
    "outcome",
    "reasons",
    "findings",
    "lateness",
    "lateness_words",
    "letter_id",
    "decided_by_id",
    "decided_at",
)


class Referral(models.Model):
    """The appeal at the ministry, and the ministry's final decision once it is made.

    ``findings`` are codes (``Finding``): what the ministry noted for the school, whatever the outcome.
    """

    appeal = models.OneToOneField(Appeal, models.PROTECT, related_name="referral")
    asked_at = models.DateTimeField()
    forwarded_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=partial(choices, MinistryOutcome), blank=True)
    reasons = models.TextField(blank=True, max_length=20_000)
    findings = models.JSONField(default=list, db_default=models.Value([], models.JSONField()), blank=True)
    lateness = models.CharField(max_length=20, blank=True, choices=partial(choices, Lateness))
    lateness_words = models.TextField(blank=True, max_length=2000)
    letter = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="final_decision_whole_or_absent",
                condition=Q(outcome="", decided_at=None, decided_by=None)
                | (
                    ~Q(outcome="")
                    & ~Q(reasons="")
                    & Q(decided_at__isnull=False, decided_by__isnull=False, letter__isnull=False)
                ),
            ),
            models.CheckConstraint(
                condition=Q(outcome="", lateness="")
                | ~Q(outcome="") & Q(lateness="in_time")
                | Q(outcome="upheld", lateness__in=EXCUSED) & ~Q(lateness_words="")
                | Q(outcome="dismissed", lateness__in=[*EXCUSED, "no_exception"]) & ~Q(lateness_words=""),
                name="decided_finally_whether_in_time",
            ),
            models.CheckConstraint(
                condition=Q(findings__contained_by=[each.value for each in Finding]),
                name="findings_known",
            ),
            models.CheckConstraint(
                condition=Q(findings=[]) | ~Q(outcome=""), name="findings_come_with_the_decision"
            ),
            models.CheckConstraint(
                condition=Q(forwarded_at__gte=models.F("asked_at")), name="forwarded_after_being_asked"
            ),
        ]
        triggers = [
            stays("what_was_forwarded_stays", "appeal_id", "asked_at", "forwarded_at"),
            pgtrigger.Protect(
                name="what_was_decided_finally_stays",
                operation=pgtrigger.UpdateOf(*FINAL),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Q(old__decided_at__isnull=False),
            ),
            never_deleted("referrals_stay"),
            never_emptied("referrals_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"referral of appeal {self.appeal_id}"


class Bundle(models.Model):
    """The case as the ministry got it: one PDF with the files inside, and the same facts as JSON. Once made it stays.

    ``missing`` has what was not in it: a code (``Absent``), and the number of a file.
    """

    referral = models.OneToOneField(Referral, models.PROTECT, related_name="bundle")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    manifest = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    missing = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        triggers = [
            stays("bundles_stay_as_made"),
            never_deleted("bundles_stay"),
            never_emptied("bundles_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"bundle of referral {self.referral_id}"
