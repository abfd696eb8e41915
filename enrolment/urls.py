"""Addresses of enrolment."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from courses.guidance.views import six_weeks
from enrolment.views import (
    applying,
    booked,
    booking,
    checking,
    decisions,
    hearings,
    mandates,
    papers,
    questions,
    quoting,
    swaps,
)

app_name = "enrolment"
urlpatterns = [
    path(_("classes/<str:booking_code>/apply/"), questions.apply, name="apply"),
    path(_("classes/<str:booking_code>/apply/check/"), checking.check, name="check"),
    path(_("classes/<str:booking_code>/apply/<slug:question>/"), questions.question, name="question"),
    path(_("classes/<str:booking_code>/book/"), booking.book, name="book"),
    path(_("classes/<str:booking_code>/book/quote/"), quoting.quote, name="quote"),
    path(_("company/quotes/<int:quote_id>/"), quoting.quote_pdf, name="quote_pdf"),
    path(_("company/bookings/<int:booking_id>/"), booking.booking, name="booking"),
    path(_("company/bookings/<int:booking_id>/order/"), booking.order, name="booking_order"),
    path(_("company/bookings/<int:booking_id>/seats/<int:seat_id>/"), booking.name_seat, name="booking_seat"),
    path(
        _("company/bookings/<int:booking_id>/seats/<int:seat_id>/give-up/"),
        booking.give_up,
        name="booking_give_up",
    ),
    path(_("booked/<str:token>/"), booked.booked, name="booked"),
    path(_("six-weeks/"), six_weeks.six_weeks, name="six_weeks"),
    path(_("applications/<int:application_id>/"), applying.application, name="application"),
    path(_("applications/<int:application_id>/papers/<int:paper_id>/"), papers.paper, name="paper"),
    path(
        _("applications/<int:application_id>/representatives/"),
        mandates.representatives,
        name="representatives",
    ),
    path(
        _("applications/<int:application_id>/representatives/<int:mandate_id>/end/"),
        mandates.end,
        name="end_mandate",
    ),
    path(_("act-for-somebody/"), mandates.act_for, name="act_for"),
    path(_("applications/<int:application_id>/withdraw/"), applying.withdraw, name="withdraw"),
    path(_("applications/<int:application_id>/swap/"), swaps.swap, name="swap"),
    path(_("applications/<int:application_id>/hearing/<int:hearing_id>/"), hearings.hearing, name="hearing"),
    path(
        _("applications/<int:application_id>/hearing/<int:hearing_id>/letter/"),
        hearings.letter,
        name="hearing_letter",
    ),
    path(_("decisions/<int:decision_id>/"), decisions.decision, name="decision"),
    path(_("decisions/<int:decision_id>/letter/"), decisions.letter, name="letter"),
]
