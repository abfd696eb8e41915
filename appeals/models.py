"""Disagreement with a decision: lodged, looked at again, forwarded, finally decided."""

from datetime import date
from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amu import clock
from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from appeals.enums import AppealState, Finding, Lateness, LodgedBy, MinistryOutcome, SecondLook
from appeals.rules.due import DueKind
from appeals.rules.handling import Instance

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
EXCUSED = ["not_blamed", "special_reasons"]


class Appeal(models.Model):
    """One appeal over one decision. One that was withdrawn does not hinder another.

    ``received_at`` is when it first reached the system, whatever had to be renewed after that; of one that staff
    registered, when it reached the school. Where only the day of that is known (``is_time_known`` is false), it is
    the first moment of the day, and pages show the day alone. ``last_day`` is the day it had to be in by as the
    letter said; whether it was in time is computed when read, and a late appeal is marked, never turned away.
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


class Review(models.Model):
    """The school's second look, with its statement. ``why_same_officer`` explains an exception.

    Whoever upholds an appeal decides whether it was in time; of a maintained decision that is left to the ministry.
    A maintained decision leaves time to comment, until ``comment_by`` or until the person says that they have
    nothing to add. Nobody decides finally before that.
    """

    appeal = models.OneToOneField(Appeal, models.PROTECT, related_name="review")
    outcome = models.CharField(max_length=12, choices=partial(choices, SecondLook))
    statement = models.TextField(max_length=20_000)
    why_same_officer = models.TextField(blank=True, max_length=2000)
    comment_by = models.DateField(null=True, blank=True)
    comment_deadline = models.JSONField(null=True, blank=True)
    nothing_to_add_at = models.DateTimeField(null=True, blank=True)
    lateness = models.CharField(max_length=20, blank=True, choices=partial(choices, Lateness))
    lateness_words = models.TextField(blank=True, max_length=2000)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="review_gives_its_reasons"),
            models.CheckConstraint(
                condition=~Q(outcome="maintained") | Q(comment_by__isnull=False),
                name="maintained_leaves_time_to_comment",
            ),
            models.CheckConstraint(
                condition=Q(outcome="maintained", lateness="")
                | Q(outcome="upheld", lateness="in_time")
                | Q(outcome="upheld", lateness__in=EXCUSED) & ~Q(lateness_words=""),
                name="upheld_in_time_or_excused",
            ),
        ]
        triggers = [
            stays(
                "what_was_reviewed_stays",
                *("appeal_id", "outcome", "statement", "why_same_officer", "comment_by", "comment_deadline"),
                *("lateness", "lateness_words", "reviewed_by_id", "reviewed_at"),
            ),
            never_deleted("reviews_stay"),
            never_emptied("reviews_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"review of appeal {self.appeal_id} ({self.outcome})"


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
