"""Addresses of appeals."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from appeals.views import citizen

app_name = "appeals"
urlpatterns = [
    path(_("decisions/<int:decision_id>/appeal/"), citizen.lodge, name="appeal"),
    path(_("appeals/<int:appeal_id>/"), citizen.case, name="case"),
    path(_("appeals/<int:appeal_id>/comment/"), citizen.comment, name="comment"),
    path(_("appeals/<int:appeal_id>/files/"), citizen.files, name="files"),
    path(_("appeals/<int:appeal_id>/why-late/"), citizen.why_late, name="why_late"),
    path(_("appeals/<int:appeal_id>/forward/"), citizen.forward, name="forward"),
    path(_("appeals/<int:appeal_id>/nothing-to-add/"), citizen.nothing_to_add, name="nothing_to_add"),
    path(_("appeals/<int:appeal_id>/withdraw/"), citizen.withdraw, name="withdraw"),
    path(_("appeals/<int:appeal_id>/what-the-ministry-got/"), citizen.bundle, name="bundle"),
    path(_("appeals/<int:appeal_id>/final-decision/"), citizen.final_letter, name="final_letter"),
]
