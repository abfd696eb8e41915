"""What a municipality or an unemployment fund is asked, and what it answers."""

from datetime import date
from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amu.journal.enums import Asked
from amu.kernel.calendar import ONE_DAY
from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from enrolment.models.application import Application
from enrolment.models.paper import Paper
from enrolment.rules.approving import ApprovalState


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def waiting(self) -> "ApprovalQuerySet":
        return self.filter(state=ApprovalState.ASKED)


class Approval(models.Model):
    """One question to one approver about one application that holds a seat. Its answer settles ``paper``.

    ``told_at``: person and school were told that no answer had come by ``answer_by``, and that the seat is released on
    ``release_on``. After that (``released_at``) an answer still counts. Where the answer came to the school, ``asked``
    says how, ``said_by`` who gave it and ``said_on`` of which day it is; ``answered_by`` is then who wrote it down.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="approvals")
    approver = models.ForeignKey(
        "courses.Approver", models.PROTECT, related_name="approvals", verbose_name=_("approver")
    )
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="approvals")
    state = models.CharField(
        _("state"), max_length=10, choices=partial(choices, ApprovalState), default=ApprovalState.ASKED
    )
    asked_at = models.DateTimeField(_("asked"))
    answer_by = models.DateField(_("answer by"))
    told_at = models.DateTimeField(null=True, blank=True)
    release_on = models.DateField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField(blank=True, max_length=2000)
    asked = models.CharField(max_length=10, choices=partial(choices, Asked), blank=True)
    said_by = models.CharField(max_length=200, blank=True)
    said_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("question of approval")
        verbose_name_plural = _("questions of approval")
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(state=ApprovalState.ASKED), name="one_approval_at_a_time"
            ),
            models.CheckConstraint(
                name="approval_answered_by_somebody",
                condition=Q(
                    state__in=[ApprovalState.APPROVED, ApprovalState.REFUSED],
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                )
                | Q(
                    state__in=[ApprovalState.ASKED, ApprovalState.CLOSED], answered_at=None, answered_by=None
                ),
            ),
            models.CheckConstraint(
                name="approval_refused_with_words", condition=~Q(state=ApprovalState.REFUSED) | ~Q(words="")
            ),
            models.CheckConstraint(
                name="approval_released_once_told",
                condition=Q(told_at=None, release_on=None, released_at=None)
                | Q(told_at__isnull=False, release_on__isnull=False),
            ),
            models.CheckConstraint(
                name="approval_by_letter_says_whose",
                condition=Q(asked="", said_by="", said_on=None)
                | (~Q(asked="") & ~Q(said_by="") & Q(said_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="approval_closed_when_not_needed",
                condition=Q(state=ApprovalState.CLOSED, closed_at__isnull=False)
                | (~Q(state=ApprovalState.CLOSED) & Q(closed_at=None)),
            ),
        ]
        triggers = [
            stays(
                "the_question_stays", *("application_id", "approver_id", "paper_id", "asked_at", "answer_by")
            ),
            pgtrigger.Protect(
                name="the_answer_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__answered_at__isnull=False, old__state__df=pgtrigger.F("new__state")
                ),
            ),
            never_deleted("approvals_stay"),
            never_emptied("approvals_are_never_emptied"),
        ]
        indexes = [
            models.Index(
                F("approver"), F("answer_by"), condition=Q(state=ApprovalState.ASKED), name="approval_queue"
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        """How the journal, notices and view log name it."""
        return f"approval:{self.pk}"

    @property
    def number(self) -> str:
        """How people name it on the phone."""
        return f"G-{self.pk:06d}"

    @property
    def person_id(self) -> int:
        return self.application.person_id

    @property
    def kept_until(self) -> date | None:
        """The last day on which the seat is sure, where nobody has answered in time."""
        if self.release_on is None or not self.is_waiting or self.released_at:
            return None
        return self.release_on - ONE_DAY

    @property
    def is_waiting(self) -> bool:
        return self.state == ApprovalState.ASKED
