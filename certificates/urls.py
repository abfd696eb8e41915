"""Addresses of certificates."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from certificates.views import own, public

app_name = "certificates"
urlpatterns = [
    path(_("certificate/"), public.verify, name="verify"),
    path(_("certificate/roots.pem"), public.roots, name="roots"),
    path(_("certificate/<str:code>/"), public.certificate, name="certificate"),
    path(_("my-courses/<int:result_id>/statement/"), own.statement, name="statement"),
    path(_("my-certificates/<int:certificate_id>/pdf/"), own.pdf, name="pdf"),
    path(_("my-certificates/<int:certificate_id>/again/"), own.lost, name="lost"),
    path(_("my-certificates/<int:certificate_id>/name/"), own.choose_name, name="choose_name"),
]
