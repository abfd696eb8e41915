"""By when an answer was promised, and what the ministry asks the school meanwhile."""

from datetime import date
from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from amu import clock
from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from appeals.models.appeal import Appeal
from appeals.rules.handling import Instance


class Promise(models.Model):
    """By when school or ministry answers: the first by rule, each later one by somebody who gave a reason.

    One with ``inquiry`` moved for as many days as the ministry waits for the school: its reason is the question or the
    answer, by whoever wrote it.
    """

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="promises")
    instance = models.CharField(max_length=10, choices=partial(choices, Instance))
    promised_by = models.DateField()
    rule_version = models.CharField(max_length=40)
    reason = models.TextField(blank=True, max_length=2000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    inquiry = models.ForeignKey("Inquiry", models.PROTECT, null=True, blank=True, related_name="promises")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "instance"], condition=Q(reason=""), name="one_first_promise"
            ),
            models.CheckConstraint(
                condition=Q(reason="", made_by=None) | ~Q(reason="") & Q(made_by__isnull=False),
                name="extended_by_somebody_with_a_reason",
            ),
        ]
        triggers = [
            stays("promises_stay_as_made"),
            never_deleted("promises_stay"),
            never_emptied("promises_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"appeal {self.appeal_id}: {self.instance} by {self.promised_by}"


class Inquiry(models.Model):
    """What the ministry asks the school for. Until it ends, the ministry's promised time stands still.

    It ends with the school's answer, or with the appeal. ``promised_before`` is the day that was promised when it
    began; the days promised because of it are rows of ``Promise``.
    """

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="inquiries")
    text = models.TextField(max_length=20_000)
    answer_by = models.DateField()
    promised_before = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True, max_length=20_000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appeal"], condition=Q(ended_at=None), name="one_open_inquiry_per_appeal"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="inquiry_asks_for_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None)
                | ~Q(answer="") & Q(answered_by__isnull=False, ended_at__isnull=False),
                name="inquiry_answered_by_somebody",
            ),
        ]
        triggers = [
            stays(
                "what_was_asked_stays",
                *("appeal_id", "text", "answer_by", "promised_before", "asked_by_id", "asked_at"),
            ),
            pgtrigger.Protect(
                name="what_was_answered_stays",
                operation=pgtrigger.UpdateOf("answer", "answered_by_id", "ended_at"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
            never_deleted("inquiries_stay"),
            never_emptied("inquiries_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"inquiry {self.pk} in appeal {self.appeal_id}"

    @property
    def ref(self) -> str:
        return f"inquiry:{self.pk}"

    @property
    def is_late(self) -> bool:
        """Whether the school had to have answered before today, and has not."""
        return self.ended_at is None and self.answer_by < clock.today()

    @property
    def promised_now(self) -> date:
        """The day promised because of it: by when the school was to answer, until it has."""
        rows = list(self.promises.all())
        return rows[-1].promised_by if rows else self.promised_before
