"""What can be taken."""

from functools import partial

from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amu.words import choices
from courses.enums import CourseKind, Known, SubjectArea
from courses.fees.rules import RateClass
from courses.sorting import DanishSortKey


class CompetenceField(models.Model):
    """FKB: the job area a course belongs to."""

    number = models.CharField(primary_key=True, max_length=4)
    name = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=120, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class Course(models.Model):
    """One training aim. Known by its five-character number and, for some, a part.

    ``duration_days`` is the normed length; a day is 7.4 hours. Empty means that the data
    are silent, and pages say so.
    """

    number = models.CharField(_("course number"), max_length=5)
    part = models.CharField(_("part"), max_length=2, blank=True)
    title = models.CharField(_("title"), max_length=200)
    title_may_be_cut = models.BooleanField(_("title may be cut short"), default=False)
    short_label = models.CharField(_("short name"), max_length=120, blank=True)
    kind = models.CharField(
        _("type of course"), max_length=24, choices=partial(choices, CourseKind), default=CourseKind.AMU
    )
    duration_days = models.DecimalField(
        _("length in days"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    lessons = models.DecimalField(_("lessons"), max_digits=6, decimal_places=1, null=True, blank=True)
    gives_certificate = models.CharField(
        _("certificate for the trade"), max_length=8, choices=partial(choices, Known), default=Known.UNKNOWN
    )
    fee_exempt = models.CharField(
        _("exemption from the fee"), max_length=8, choices=partial(choices, Known), default=Known.UNKNOWN
    )
    is_basic_skills = models.BooleanField(_("reading, writing and mathematics"), default=False)
    rate_class = models.CharField(
        _("kind of rate"), max_length=8, choices=partial(choices, RateClass), default=RateClass.UNKNOWN
    )
    competence_field = models.ForeignKey(
        CompetenceField,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="courses",
        verbose_name=_("job area (FKB)"),
    )
    subject_area = models.CharField(
        _("subject area"), max_length=20, choices=partial(choices, SubjectArea), blank=True, db_index=True
    )
    status_note = models.CharField(_("note on what is offered"), max_length=200, blank=True)
    seen_from = models.CharField(_("first seen"), max_length=10, blank=True)
    seen_to = models.CharField(_("last seen"), max_length=10, blank=True)
    source = models.TextField(_("source"), blank=True)
    source_ref = models.TextField(_("where in the source"), blank=True)
    is_demo = models.BooleanField(_("demonstration"), default=False)
    sort_key = models.GeneratedField(
        expression=DanishSortKey("title"),
        output_field=models.TextField(),
        db_persist=True,
        verbose_name=_("sort key"),
    )

    class Meta:
        ordering = ["sort_key", "part"]
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        indexes = [models.Index(Upper("number"), name="course_number_however_typed")]
        constraints = [
            models.UniqueConstraint(fields=["number", "part"], name="one_course_per_number_and_part"),
            models.CheckConstraint(
                condition=models.Q(number__regex=r"^[0-9A-Z]{5}$"), name="course_number_has_five_characters"
            ),
            models.CheckConstraint(
                condition=models.Q(duration_days=None) | models.Q(duration_days__gt=0),
                name="course_lasts_longer_than_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(subject_area__in=["", *(area.value for area in SubjectArea)]),
                name="subject_area_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def code(self) -> str:
        """Number and part as people write them: 47592, or 49041-B."""
        return f"{self.number}-{self.part}" if self.part else self.number

    def get_absolute_url(self) -> str:
        return reverse("courses:course", args=[self.code])


class CourseFullPrice(models.Model):
    """The price for people outside the target group, in the one year it was stated for.

    It is never derived from the low price and is valid for no other year.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="full_prices")
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    subsidy = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "year"], name="one_full_price_per_course_and_year"),
            models.CheckConstraint(condition=models.Q(amount__gt=1), name="full_price_is_no_placeholder"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.year}: {self.amount}"


class CourseProvider(models.Model):
    """That a provider was seen holding a course, and when."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="seen_at")
    provider = models.ForeignKey("courses.Provider", models.CASCADE, related_name="seen_courses")
    first_seen = models.CharField(max_length=10, blank=True)
    last_seen = models.CharField(max_length=10, blank=True)
    distance_seen = models.CharField(max_length=8, choices=partial(choices, Known), default=Known.UNKNOWN)
    source = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "provider"], name="one_row_per_course_and_provider")
        ]

    def __str__(self) -> str:
        return f"{self.course_id} @ {self.provider_id}"
