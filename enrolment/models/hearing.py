"""What a person was asked about before a decision on facts that others gave."""

from datetime import date
from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from amu.journal.enums import Asked
from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from enrolment.enums import RefusalReason
from enrolment.models.application import Application


class Hearing(models.Model):
    """The facts, where they come from, and what the person says of them (Public Administration Act § 19).

    ``delivery`` is how the letter reaches the person; what it proves is set once: ``notified_on``, and ``answer_by`` with
    its steps in ``deadline``. Until then no time runs. ``asked`` says how an answer came that staff entered.
    ``closed_at``: the application was decided or has ended, or the person was heard about something else since.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="hearings")
    reason = models.CharField(max_length=24, choices=partial(choices, RefusalReason))
    facts = models.TextField(max_length=4000)
    source = models.CharField(max_length=200)
    letter = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="hearings")
    delivery = models.OneToOneField("delivery.Delivery", models.PROTECT, null=True, related_name="hearing")
    notified_on = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    deadline = models.JSONField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True, max_length=4000)
    answered_at = models.DateTimeField(null=True, blank=True)
    asked = models.CharField(max_length=10, choices=partial(choices, Asked), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(closed_at=None), name="one_hearing_at_a_time"
            ),
            models.CheckConstraint(
                name="hearing_answered_with_words",
                condition=Q(answered_at=None, answer="", asked="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="hearing_has_time_once_notified",
                condition=Q(notified_on=None, answer_by=None)
                | Q(answer_by__gt=models.F("notified_on"), notified_on__isnull=False),
            ),
        ]
        triggers = [
            stays(
                "what_was_asked_stays",
                *("application_id", "reason", "facts", "source", "asked_by_id", "asked_at"),
            ),
            pgtrigger.Protect(
                name="what_was_answered_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__answered_at__isnull=False, old__answer__df=pgtrigger.F("new__answer")
                ),
            ),
            never_deleted("hearings_stay"),
            never_emptied("hearings_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"hearing {self.pk}"

    @property
    def ref(self) -> str:
        """How the journal and deliveries name it."""
        return f"hearing:{self.pk}"

    def is_open_on(self, day: date) -> bool:
        """Whether the person still has time to answer, and no decision can rest on the facts yet."""
        has_time = self.answer_by is None or day <= self.answer_by
        return self.closed_at is None and self.answered_at is None and has_time
