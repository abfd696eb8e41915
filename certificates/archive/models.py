"""Courses that schools registered before this system, since 2004. They belong to a CPR number until its person signs in."""

from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amu.triggers import never_emptied
from amu.words import choices
from enrolment.enums import ResultOutcome


class ArchiveOwner(models.Model):
    """Whose old courses they are: the keyed hash of a CPR number, and the person once they are known here.

    The number itself is not stored. Two people who sign in with one number are for staff to look into, so until then
    neither gets the courses.
    """

    cpr_index = models.BinaryField(_("CPR number, for searching"), unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="archives",
        verbose_name=_("person"),
    )
    claimed_at = models.DateTimeField(_("known since"), null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, claimed_at=None) | Q(person__isnull=False, claimed_at__isnull=False),
                name="archive_claimed_at_a_moment",
            )
        ]
        triggers = [never_emptied("archive_owners_are_never_emptied")]

    def __str__(self) -> str:
        return f"archive {self.pk}"


class ArchivedCourse(models.Model):
    """One course as the school registered it then. ``outcome`` is empty where nobody wrote it down."""

    owner = models.ForeignKey(ArchiveOwner, models.PROTECT, related_name="courses")
    record_id = models.CharField(max_length=40, unique=True)
    course_number = models.CharField(max_length=8)
    course_title = models.CharField(max_length=200)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField()
    school_number = models.CharField(max_length=10, blank=True)
    school_name = models.CharField(max_length=200)
    outcome = models.CharField(max_length=12, blank=True, choices=partial(choices, ResultOutcome))
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte="2004-01-01"), name="archived_since_2004"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(starts_on__lte=models.F("ends_on")), name="archived_in_order"
            ),
        ]
        triggers = [never_emptied("archived_courses_are_never_emptied")]

    def __str__(self) -> str:
        return self.record_id
