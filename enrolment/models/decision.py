"""The school's answer, versioned. It carries everything a person needs to disagree with it."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from amu.triggers import never_emptied
from amu.words import choices
from enrolment.enums import Because, DecisionChannel, Outcome, RefusalReason
from enrolment.models.application import Application

DECIDED = (
    *("application_id", "version", "outcome", "because", "reason", "reason_text", "statutes", "guidance"),
    *("channel", "told_on", "appeal_by", "deadline", "decided_by_id", "decided_at"),
)


class Decision(models.Model):
    """One version of the answer to one application; exactly one is current.

    ``told_on`` is the day the decision was available (digital), posted (letter) or handed
    over; ``appeal_by`` the last day to appeal, computed from it with the steps kept in
    ``deadline``. A refusal cannot count as sent without reasons, guidance and last day
    (Public Administration Act §§ 22-25): the database refuses it. What was decided never changes:
    another answer is another version. Letter and ``sent_at`` are set once.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    version = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)
    outcome = models.CharField(max_length=10, choices=partial(choices, Outcome))
    because = models.CharField(max_length=24, choices=partial(choices, Because), default=Because.FIRST)
    reason = models.CharField(max_length=24, choices=partial(choices, RefusalReason), blank=True)
    reason_text = models.TextField(blank=True, max_length=4000)
    statutes = models.JSONField(default=list)
    guidance = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=12, choices=partial(choices, DecisionChannel), blank=True)
    told_on = models.DateField(null=True, blank=True)
    appeal_by = models.DateField(null=True, blank=True)
    deadline = models.JSONField(null=True, blank=True)
    letter = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["application", "version"]
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="one_decision_per_version"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(is_current=True), name="one_current_decision"
            ),
            models.CheckConstraint(
                name="refusal_sent_only_with_reasons_guidance_and_last_day",
                condition=~Q(outcome="refused")
                | Q(sent_at=None)
                | (
                    ~Q(reason="")
                    & Q(reason_text__length__gte=20)
                    & ~Q(guidance="")
                    & Q(appeal_by__isnull=False, told_on__isnull=False, letter__isnull=False)
                    & ~Q(channel="")
                ),
            ),
            models.CheckConstraint(
                name="last_day_at_least_four_weeks_after_being_told",
                condition=Q(appeal_by=None)
                | Q(
                    told_on__isnull=False,
                    appeal_by__gte=models.F("told_on") + models.Value(28, models.IntegerField()),
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="decisions_stay", operation=pgtrigger.Delete),
            never_emptied("decisions_are_never_emptied"),
            pgtrigger.Protect(
                name="what_was_decided_stays",
                operation=pgtrigger.UpdateOf(*DECIDED),  # type: ignore[no-untyped-call]
            ),
            pgtrigger.Protect(
                name="what_was_sent_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__letter__isnull=False, old__letter__df=pgtrigger.F("new__letter"))
                | pgtrigger.Q(old__sent_at__isnull=False, old__sent_at__df=pgtrigger.F("new__sent_at"))
                | pgtrigger.Q(old__is_current=False, new__is_current=True),
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk} ({self.outcome}, version {self.version})"

    @property
    def ref(self) -> str:
        return f"decision:{self.pk}"


models.TextField.register_lookup(Length)
