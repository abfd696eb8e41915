"""How a course of a run went for one participant."""

from functools import partial

import pgtrigger
from django.conf import settings
from django.db import models

from amu.triggers import never_deleted, never_emptied, stays
from amu.words import choices
from enrolment.enums import ResultOutcome
from enrolment.models.application import Application


class CourseResult(models.Model):
    """One result per course of the run. A corrected result is a new version with its ``reason``; the last one counts.

    ``attempt`` 2 is the re-sit of an assessment that was not passed.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="results")
    run_course = models.ForeignKey("courses.RunCourse", models.PROTECT, related_name="results")
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    outcome = models.CharField(max_length=12, choices=partial(choices, ResultOutcome))
    assessed_on = models.DateField()
    attempt = models.PositiveSmallIntegerField(default=1, db_default=1)
    reason = models.TextField(blank=True, default="", db_default="")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["application", "run_course", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "run_course", "version"], name="one_result_per_version"
            ),
            models.UniqueConstraint(
                fields=["application", "run_course"],
                condition=models.Q(is_current=True),
                name="one_current_result_per_course",
            ),
        ]
        triggers = [
            stays(
                "what_was_assessed_stays",
                *("application_id", "run_course_id", "version", "outcome", "assessed_on"),
                *("attempt", "reason", "recorded_by_id", "recorded_at"),
            ),
            pgtrigger.Protect(
                name="a_replaced_result_stays_replaced",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__is_current=False, new__is_current=True),
            ),
            never_deleted("results_stay"),
            never_emptied("results_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"result {self.pk} ({self.outcome})"
