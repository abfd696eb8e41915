"""An appeal, what the person adds to it, and what is due in it."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from appeals.enums import AppealState, LodgedBy
from appeals.rules.due import DueKind

EXCUSED = ["not_blamed", "special_reasons"]  # the lateness of an appeal that is considered all the same


class Appeal(models.Model):
    """One appeal over one decision. One that was withdrawn does not hinder another.

    ``received_at`` is when it first reached the system, whatever had to be renewed after that; of one that staff
    registered, when it reached the school. Where only the day of that is known (``is_time_known`` is false), it is
    the first moment of the day, and pages show the day alone. ``last_day`` is the day it had to be in by as the
    letter said; whether it was in time is computed when read, and a late appeal is marked, never turned away.
    ``mandate``: by which a representative appealed, where it was not the person.
    ``held_by`` is the officer who has it on their desk; ``version`` counts what has changed in the case.
    ``forwarding_asked_at`` is when the person asked for it to go to the ministry should the school keep its decision.
    """

    decision = models.ForeignKey(
        "enrolment.Decision", models.PROTECT, related_name="appeals", verbose_name=_("decision")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="appeals", verbose_name=_("person")
    )
    provider = models.ForeignKey(
        "courses.Provider", models.PROTECT, related_name="appeals", verbose_name=_("school")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=partial(choices, AppealState), default=AppealState.RECEIVED
    )
    lodged_by = models.CharField(
        _("how it came in"), max_length=12, choices=partial(choices, LodgedBy), default=LodgedBy.WEB
    )
    received_at = models.DateTimeField(_("received"))
    is_time_known = models.BooleanField(_("the time of day is known"), default=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    text = models.TextField(_("what the person says"), max_length=20_000)
    why_late = models.TextField(_("why it came late"), blank=True, max_length=20_000)
    forwarding_asked_at = models.DateTimeField(
        _("asked for it to be forwarded if the school keeps its decision"), null=True, blank=True
    )
    language = models.CharField(_("language"), max_length=2, default="da")
    mandate = models.ForeignKey(
        "mandates.Mandate",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("mandate"),
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("held by"),
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=~Q(state=AppealState.WITHDRAWN),
                name="one_appeal_per_decision",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="appeal_says_something"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in AppealState]), name="appeal_state_known"
            ),
        ]
        triggers = [
            stays(
                "what_was_appealed_stays",
                *(
                    "decision_id",
                    "person_id",
                    "lodged_by",
                    "mandate_id",
                    "received_at",
                    "is_time_known",
                    "last_day",
                    "text",
                ),
            ),
            pgtrigger.Protect(
                name="why_it_was_late_stays",
                operation=pgtrigger.UpdateOf("why_late"),  # type: ignore[no-untyped-call]
                condition=~pgtrigger.Q(old__why_late=""),
            ),
            never_deleted("appeals_stay"),
            never_emptied("appeals_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        return f"appeal:{self.pk}"

    @property
    def number(self) -> str:
        """How people name it on the phone."""
        return f"K-{self.pk:06d}"

    @property
    def representative(self) -> str:
        """Who appealed for the person; nothing where they did it themselves."""
        return self.mandate.who if self.mandate else ""


class DueStep(models.Model):
    """A reminder, an escalation or a forwarding by the system that was carried out. ``key`` makes it once."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=24, choices=partial(choices, DueKind))
    about = models.CharField(max_length=60, db_index=True)
    due_on = models.DateField()
    done_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        triggers = [
            stays("what_was_due_stays"),
            never_deleted("due_steps_stay"),
            never_emptied("due_steps_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return self.key


class Comment(models.Model):
    """What the person says to the school's statement. It follows the case to the ministry."""

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="comments")
    text = models.TextField(max_length=20_000)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="comment_says_something")]
        triggers = [
            stays("comments_stay_as_written", "appeal_id", "text", "received_at"),
            never_deleted("comments_stay"),
            never_emptied("comments_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class Note(models.Model):
    """What staff note about a case, such as what somebody said on the phone. The person can ask to see it."""

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="notes")
    text = models.TextField(max_length=20_000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_says_something")]
        triggers = [
            stays("notes_stay_as_written"),
            never_deleted("notes_stay"),
            never_emptied("notes_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"
