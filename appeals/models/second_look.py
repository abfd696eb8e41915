"""The school's second look at its decision."""

from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import Q

from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from appeals.enums import Lateness, SecondLook
from appeals.models.appeal import EXCUSED, Appeal


class Review(models.Model):
    """The school's second look, with its statement. ``why_same_officer`` explains an exception.

    ``statement`` says why the decision is kept, or why not; ``met`` in what the school agrees with a person whose appeal
    it upholds in part. Whoever upholds an appeal decides whether it was in time; of a decision that is kept, in whole
    or for a part, that is left to the ministry. Such a decision leaves time to comment, until ``comment_by`` or until
    the person says that they have nothing to add. Nobody decides finally before that.
    """

    appeal = models.OneToOneField(Appeal, models.PROTECT, related_name="review")
    outcome = models.CharField(max_length=12, choices=partial(choices, SecondLook))
    statement = models.TextField(max_length=20_000)
    met = models.TextField(blank=True, db_default="", max_length=20_000)
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
                condition=Q(outcome="upheld") | Q(comment_by__isnull=False),
                name="maintained_leaves_time_to_comment",
            ),
            models.CheckConstraint(
                condition=Q(outcome="partly") & ~Q(met="") | ~Q(outcome="partly") & Q(met=""),
                name="upheld_partly_says_in_what",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["partly", "maintained"], lateness="")
                | Q(outcome="upheld", lateness="in_time")
                | Q(outcome="upheld", lateness__in=EXCUSED) & ~Q(lateness_words=""),
                name="upheld_in_time_or_excused",
            ),
        ]
        triggers = [
            stays(
                "what_was_reviewed_stays",
                *(
                    "appeal_id",
                    "outcome",
                    "statement",
                    "met",
                    "why_same_officer",
                    "comment_by",
                    "comment_deadline",
                ),
                *("lateness", "lateness_words", "reviewed_by_id", "reviewed_at"),
            ),
            never_deleted("reviews_stay"),
            never_emptied("reviews_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"review of appeal {self.appeal_id} ({self.outcome})"
