"""The dated class, what it carries, and how many seats are left."""

from datetime import date
from decimal import Decimal
from functools import partial

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amu.words import choices
from courses.classes.rules.joining import last_day_to_apply, last_day_to_join
from courses.enums import DeliveryForm, RunStatus


class CourseRun(models.Model):
    """One class at one place. Its seats are counted here and nowhere else.

    ``seats_elsewhere`` were taken in other systems on ``seats_elsewhere_on``; ``seats_taken``
    are ours, ``waiting`` are those in line for one; both change only through
    ``courses.classes.services.seats``. A published price outranks
    the rate table; it is the participant's price without supplements. ``version`` rises by
    one with every change of the other columns, so that two members of staff never overwrite
    each other; calendars get it as their sequence number.
    """

    booking_code = models.CharField(_("booking code"), max_length=24, unique=True)
    booking_code_is_ours = models.BooleanField(_("booking code made here"), default=True)
    provider = models.ForeignKey(
        "courses.Provider", models.PROTECT, related_name="runs", verbose_name=_("school")
    )
    location = models.ForeignKey(
        "courses.Location",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="runs",
        verbose_name=_("place"),
    )
    title = models.CharField(_("title"), max_length=200)
    starts_on = models.DateField(_("first day"), db_index=True)
    ends_on = models.DateField(_("last day"))
    enrol_by = models.DateField(_("last day to apply"), null=True, blank=True)
    hours = models.CharField(_("time of day"), max_length=40, blank=True)
    form = models.CharField(
        _("teaching form"),
        max_length=12,
        choices=partial(choices, DeliveryForm),
        default=DeliveryForm.UNKNOWN,
    )
    in_foreign_language = models.BooleanField(_("taught in another language than Danish"), default=False)
    capacity = models.PositiveSmallIntegerField(_("seats"))
    seats_elsewhere = models.PositiveSmallIntegerField(_("taken through other systems"), default=0)
    seats_elsewhere_on = models.DateField(_("counted in other systems on"), null=True, blank=True)
    seats_taken = models.PositiveSmallIntegerField(_("taken here"), default=0)
    waiting = models.PositiveSmallIntegerField(_("on the waiting list"), default=0, db_default=0)
    minimum = models.PositiveSmallIntegerField(_("least number of participants"), null=True, blank=True)
    is_guaranteed = models.BooleanField(_("guaranteed to be held"), default=False)
    is_open_workshop = models.BooleanField(_("open workshop"), default=False, db_default=False)
    status = models.CharField(
        _("status"), max_length=12, choices=partial(choices, RunStatus), default=RunStatus.DRAFT
    )
    published_price = models.DecimalField(
        _("price for the target group"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    asks_school_for_price = models.BooleanField(_("the school tells the price"), default=False)
    is_demo = models.BooleanField(_("demonstration"), default=False)
    source = models.TextField(_("source"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, db_default=1)
    changed_at = models.DateTimeField(_("last changed"), null=True, blank=True)
    cancelled_because = models.CharField(
        _("why it is cancelled"), max_length=200, blank=True, default="", db_default=""
    )

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        indexes = [
            models.Index(fields=["status", "starts_on"], name="run_status_start"),
            models.Index(fields=["provider", "status", "starts_on"], name="run_provider_status_start"),
            models.Index(Upper("booking_code"), name="run_code_however_typed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__gte=F("seats_elsewhere") + F("seats_taken")), name="run_never_oversold"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="run_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(enrol_by=None) | Q(enrol_by__lte=F("ends_on")), name="run_deadline_before_its_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking_code} {self.title}"

    @property
    def seats_left(self) -> int:
        return self.capacity - self.seats_elsewhere - self.seats_taken

    @property
    def apply_by(self) -> date:
        return last_day_to_apply(
            self.enrol_by, self.starts_on, self.ends_on, is_open_workshop=self.is_open_workshop
        )

    @property
    def join_by(self) -> date:
        """The last day on which somebody on the waiting list can get a seat."""
        return last_day_to_join(self.starts_on, self.ends_on, is_open_workshop=self.is_open_workshop)

    def is_open_on(self, day: date) -> bool:
        """Whether somebody may apply for it that day; seats are another question."""
        return self.status == RunStatus.PUBLISHED and day <= self.apply_by

    def get_absolute_url(self) -> str:
        return reverse("courses:run", args=[self.booking_code])


class RunCourse(models.Model):
    """A course the run carries: a package has several, each with its own result."""

    run = models.ForeignKey(CourseRun, models.CASCADE, related_name="run_courses")
    course = models.ForeignKey("courses.Course", models.PROTECT, related_name="run_courses")
    position = models.PositiveSmallIntegerField(default=0)
    days = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(1))
    target_price = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    full_price = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    is_distance = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "course"], name="one_row_per_run_and_course"),
            models.CheckConstraint(condition=Q(days__gt=0), name="run_course_lasts_longer_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.course_id}"


class RunSupplement(models.Model):
    """An extra that the participant may always decline (statute id ``supplements``)."""

    run = models.ForeignKey(CourseRun, models.CASCADE, related_name="supplements")
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    reason = models.CharField(max_length=120, blank=True)
    explanation = models.CharField(max_length=200, blank=True)
    within_cap = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="supplement_costs_something")]

    def __str__(self) -> str:
        return f"{self.explanation or self.reason}: {self.amount}"
