"""The appeal at the ministry, and the case as it got it."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from amu import clock
from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from appeals.enums import Finding, Lateness, MinistryOutcome
from appeals.models.appeal import EXCUSED, Appeal

CONSIDERED = ["upheld", "changed", "returned"]  # the outcomes of an appeal that is considered, late or not
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
                | Q(outcome__in=CONSIDERED, lateness__in=EXCUSED) & ~Q(lateness_words="")
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


class Remittal(models.Model):
    """What the ministry sent back: the school decides anew, by a day that the person was told.

    ``decision`` is what the school decided, with its own reasons, letter and, where it refuses again, its own period to
    appeal.
    """

    referral = models.OneToOneField(Referral, models.PROTECT, related_name="remittal")
    decide_by = models.DateField()
    rule_version = models.CharField(max_length=40)
    sent_back_at = models.DateTimeField()
    decision = models.OneToOneField(
        "enrolment.Decision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision=None, decided_at=None)
                | Q(decision__isnull=False, decided_at__isnull=False),
                name="decided_anew_by_a_decision",
            ),
        ]
        triggers = [
            stays("what_was_sent_back_stays", "referral_id", "decide_by", "rule_version", "sent_back_at"),
            pgtrigger.Protect(
                name="what_was_decided_anew_stays",
                operation=pgtrigger.UpdateOf("decision_id", "decided_at"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Q(old__decided_at__isnull=False),
            ),
            never_deleted("remittals_stay"),
            never_emptied("remittals_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"remittal of referral {self.referral_id}"

    @property
    def is_late(self) -> bool:
        """Whether the school had to have decided before today, and has not."""
        return self.decided_at is None and self.decide_by < clock.today()


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
