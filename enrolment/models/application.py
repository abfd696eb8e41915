"""One person's application for one run, and its seat."""

from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amu.words import choices
from courses.fees.rules import Education
from courses.guidance.rules.questions import BenefitPath, DegreeUse, FeePayer, Residence, Situation
from enrolment.enums import ApplicationState
from enrolment.rules.answers import SkillsOffer, Wage
from enrolment.states import HOLDS_SEAT, OVER, UNDECIDED

STATES_WITH_SEAT = sorted(HOLDS_SEAT)
STATES_OVER = sorted(OVER)
STATES_UNDECIDED = sorted(UNDECIDED)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def holding_a_seat(self) -> "ApplicationQuerySet":
        return self.filter(state__in=STATES_WITH_SEAT)

    def live(self) -> "ApplicationQuerySet":
        return self.exclude(state__in=STATES_OVER)

    def not_placed(self) -> "ApplicationQuerySet":
        """Whoever waited for a seat in a class that has begun, in the order of the line."""
        return self.filter(state=ApplicationState.NOT_PLACED).order_by("applied_at", "pk")

    def undecided(self) -> "ApplicationQuerySet":
        return self.filter(state__in=STATES_UNDECIDED)

    def next_in_line(self) -> "ApplicationQuerySet":
        """Those in line who can take a seat: not those whose seat was released because no approval came."""
        return self.in_line().filter(is_passed_over=False)

    def in_line(self) -> "ApplicationQuerySet":
        """Waiting list order: who asked first, never who was saved first."""
        return self.filter(state=ApplicationState.WAITING).order_by("applied_at", "pk")


class Application(models.Model):
    """A numbered seat is reserved from the moment of applying, if one is free.

    ``continues`` is the application whose upheld appeal gave the person this seat, at the price of that one.
    ``swaps`` is the person's application with a seat in another class, which they keep until they get a seat here.
    ``approver`` is who approves the course of somebody on benefit, where they knew it.
    ``price`` is what the person pays, with the whole computation in ``quote``: stored, and
    never computed again. Where no price could be found ``price`` is empty and ``quote``
    says why. ``submission_key`` makes sending a form twice one application.
    """

    run = models.ForeignKey(
        "courses.CourseRun", models.PROTECT, related_name="applications", verbose_name=_("class")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications", verbose_name=_("person")
    )
    state = models.CharField(_("state"), max_length=12, choices=partial(choices, ApplicationState))
    seat = models.PositiveSmallIntegerField(_("seat"), null=True, blank=True)
    applied_at = models.DateTimeField(_("applied"))
    submission_key = models.UUIDField(_("submission key"), unique=True)
    education = models.CharField(_("education"), max_length=12, choices=partial(choices, Education))
    degree_use = models.CharField(
        _("education used in the last five years"),
        max_length=8,
        choices=partial(choices, DegreeUse),
        blank=True,
    )
    degree_last_used = models.DateField(_("education last used"), null=True, blank=True)
    residence = models.CharField(
        _("lives or works in Denmark"), max_length=16, choices=partial(choices, Residence)
    )
    situation = models.CharField(_("situation"), max_length=16, choices=partial(choices, Situation))
    payer = models.CharField(_("who pays"), max_length=12, choices=partial(choices, FeePayer), blank=True)
    employer_cvr = models.CharField(_("the employer's CVR number"), max_length=8, blank=True)
    wage = models.CharField(
        _("wages during the course"), max_length=6, choices=partial(choices, Wage), blank=True
    )
    path = models.CharField(
        _("route for people on benefits"),
        max_length=16,
        choices=partial(choices, BenefitPath),
        blank=True,
    )
    approver = models.ForeignKey(
        "courses.Approver",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who approves the course"),
    )
    is_passed_over = models.BooleanField(
        _("gets no seat before the course is approved"), default=False, db_default=False
    )
    wants_supplements = models.BooleanField(_("wants the supplements"), default=False)
    skills = models.CharField(
        _("reading, writing and mathematics"),
        max_length=8,
        choices=partial(choices, SkillsOffer),
        default=SkillsOffer.DECLINED,
    )
    needs = models.TextField(_("special needs"), blank=True)
    verdicts = models.JSONField(_("what the rules said"), default=list)
    price = models.DecimalField(_("price"), max_digits=9, decimal_places=2, null=True, blank=True)
    quote = models.JSONField(_("how the price was found"), default=dict)
    language = models.CharField(_("language"), max_length=2, default="da")
    continues = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("instead of"),
    )

    swaps = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="swapped_for",
        verbose_name=_("seat given up once there is one here"),
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-applied_at", "-pk"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.UniqueConstraint(fields=["run", "seat"], name="one_person_per_seat"),
            models.UniqueConstraint(
                fields=["run", "person"],
                condition=~Q(state__in=STATES_OVER),
                name="one_live_application_per_person_and_run",
            ),
            models.CheckConstraint(
                name="seat_exactly_while_it_is_held",
                condition=Q(state__in=STATES_WITH_SEAT, seat__isnull=False, seat__gte=1)
                | (~Q(state__in=STATES_WITH_SEAT) & Q(seat=None)),
            ),
            models.CheckConstraint(name="price_not_negative", condition=Q(price=None) | Q(price__gte=0)),
            models.CheckConstraint(
                name="application_state_known",
                condition=Q(state__in=[state.value for state in ApplicationState]),
            ),
        ]
        indexes = [models.Index(fields=["run", "state", "applied_at"], name="application_line")]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        """How the journal, notices and view log name it."""
        return f"application:{self.pk}"

    @property
    def number(self) -> str:
        """How people name it on the phone."""
        return f"T-{self.pk:06d}"


class Draft(models.Model):
    """A draft of an application: one per person and run, stored until it is sent.

    ``answers`` by the name of their field: those to questions of which another answer has made an end stay, and count
    for nothing (``enrolment.rules.questions.counted``).
    """

    run = models.ForeignKey("courses.CourseRun", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    submission_key = models.UUIDField(unique=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "person"], name="one_draft_per_person_and_run")]

    def __str__(self) -> str:
        return f"draft {self.pk}"
