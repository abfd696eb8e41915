"""Addresses of enrolment."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from courses.guidance.views import six_weeks
from enrolment.views import applying, checking, decisions, hearings, mandates, papers, questions

app_name = "enrolment"
urlpatterns = [
    path(_("classes/<str:booking_code>/apply/"), questions.apply, name="apply"),
    path(_("classes/<str:booking_code>/apply/check/"), checking.check, name="check"),
    path(_("classes/<str:booking_code>/apply/<slug:question>/"), questions.question, name="question"),
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
    path(_("applications/<int:application_id>/hearing/<int:hearing_id>/"), hearings.hearing, name="hearing"),
    path(
        _("applications/<int:application_id>/hearing/<int:hearing_id>/letter/"),
        hearings.letter,
        name="hearing_letter",
    ),
    path(_("decisions/<int:decision_id>/"), decisions.decision, name="decision"),
    path(_("decisions/<int:decision_id>/letter/"), decisions.letter, name="letter"),
]
