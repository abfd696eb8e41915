"""Seats that a company has booked, until the people named on them have applied."""

from functools import partial
from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amu.words import choices
from enrolment.enums import BookedState, ReleasedBecause
from enrolment.models.application import Application
from enrolment.states import BOOKED_HOLDS_SEAT

STATES_WITH_BOOKED_SEAT = sorted(BOOKED_HOLDS_SEAT)


class Booking(models.Model):
    """What a company booked at once in one class. ``name_by`` is the last day to name who comes, as it was promised."""

    company = models.ForeignKey(
        "companies.Company", models.PROTECT, related_name="bookings", verbose_name=_("company")
    )
    run = models.ForeignKey(
        "courses.CourseRun", models.PROTECT, related_name="bookings", verbose_name=_("class")
    )
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("booked by")
    )
    booked_at = models.DateTimeField(_("booked"))
    name_by = models.DateField(_("last day to name people"))
    order_number = models.CharField(_("order number"), max_length=50, blank=True)
    ean = models.CharField(_("EAN number"), max_length=13, blank=True)
    submission_key = models.UUIDField(_("submission key"), unique=True)
    language = models.CharField(_("language"), max_length=2, default="da")

    class Meta:
        ordering = ["-booked_at", "-pk"]
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")

    @override
    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        return f"booking:{self.pk}"

    @property
    def number(self) -> str:
        """How people name it on the phone."""
        return f"V-{self.pk:06d}"


class BookedSeat(models.Model):
    """One seat of a booking. It is numbered and counted as taken until the person's application has it.

    ``name`` and ``email`` are what the company wrote; ``version`` rises with each naming, so that the link sent to somebody
    who was named before leads nowhere. ``person`` is who has said, signed in, that they are meant.
    """

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="seats", verbose_name=_("booking"))
    run = models.ForeignKey("courses.CourseRun", models.PROTECT, related_name="+", verbose_name=_("class"))
    state = models.CharField(_("state"), max_length=12, choices=partial(choices, BookedState))
    seat = models.PositiveSmallIntegerField(_("seat"), null=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=0)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("person")
    )
    application = models.OneToOneField(
        Application, models.PROTECT, null=True, related_name="booked", verbose_name=_("application")
    )
    released_because = models.CharField(
        _("released because"), max_length=16, choices=partial(choices, ReleasedBecause), blank=True
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("booked seat")
        verbose_name_plural = _("booked seats")
        constraints = [
            models.UniqueConstraint(fields=["run", "seat"], name="one_booking_per_seat"),
            models.CheckConstraint(
                name="booked_seat_exactly_while_it_is_held",
                condition=Q(state__in=STATES_WITH_BOOKED_SEAT, seat__isnull=False, seat__gte=1)
                | (~Q(state__in=STATES_WITH_BOOKED_SEAT) & Q(seat=None)),
            ),
            models.CheckConstraint(
                name="booked_seat_asks_somebody", condition=~Q(state="asked") | (~Q(name="") & ~Q(email=""))
            ),
            models.CheckConstraint(
                name="booked_seat_confirmed_by_application",
                condition=~Q(state="confirmed") | Q(application__isnull=False, person__isnull=False),
            ),
            models.CheckConstraint(
                name="booked_seat_released_for_a_reason",
                condition=Q(state="released") & ~Q(released_because="")
                | ~Q(state="released") & Q(released_because=""),
            ),
            models.CheckConstraint(
                name="booked_seat_state_known", condition=Q(state__in=[state.value for state in BookedState])
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"booked seat {self.pk}"

    @property
    def ref(self) -> str:
        return f"booked_seat:{self.pk}"


class SeatQuote(models.Model):
    """What a number of seats in a class costs a company, as it was told in writing. Nothing is held by it.

    ``each_low`` is for somebody in the target group, ``each_full`` for anybody else: each person's own answers decide.
    """

    company = models.ForeignKey(
        "companies.Company", models.PROTECT, related_name="quotes", verbose_name=_("company")
    )
    run = models.ForeignKey(
        "courses.CourseRun", models.PROTECT, related_name="quotes", verbose_name=_("class")
    )
    seats = models.PositiveSmallIntegerField(_("seats"))
    each_low = models.DecimalField(_("price in the target group"), max_digits=9, decimal_places=2)
    each_full = models.DecimalField(
        _("price outside the target group"), max_digits=9, decimal_places=2, null=True
    )
    valid_until = models.DateField(_("stands until"))
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="+", verbose_name=_("document")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        constraints = [models.CheckConstraint(name="quote_for_some_seats", condition=Q(seats__gte=1))]

    @override
    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> str:
        return f"quote:{self.pk}"

    @property
    def number(self) -> str:
        return f"O-{self.pk:06d}"
