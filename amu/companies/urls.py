"""Addresses of a company's pages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from amu.companies import views

app_name = "companies"
urlpatterns = [
    path(_("company/"), views.overview, name="overview"),
    path(_("company/people/"), views.people, name="people"),
    path(_("company/people/<int:member_id>/let/"), views.let, name="let"),
    path(_("company/people/<int:member_id>/end/"), views.end, name="end"),
    path(_("company/people/<int:member_id>/hand-over/"), views.hand_over, name="hand_over"),
]
