"""All addresses: pages in Danish and English, machines and the register outside the languages."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from amu.people import urls as people
from amu.web import urls as web
from courses import urls as courses
from courses.catalogue.views.front import about_data, front
from courses.guidance.views.price_guide import price_guide

urlpatterns = [
    path("admin/", admin.site.urls),
    *web.plain_urlpatterns,
    *people.plain_urlpatterns,
    *courses.plain_urlpatterns,
    *i18n_patterns(
        path("", front, name="front"),
        path(_("about-the-data/"), about_data, name="about_data"),
        path(_("what-does-it-cost/"), price_guide, name="price_guide"),
        path("", include("amu.web.urls")),
        path("", include("amu.people.urls")),
        path("", include("amu.companies.urls")),
        path("", include("amu.attachments.urls")),
        path("", include("amu.own_data.urls")),
        path("", include("courses.urls")),
        path("", include("enrolment.urls")),
        path("", include("appeals.urls")),
        path("", include("certificates.urls")),
    ),
]

handler400 = "amu.web.errors.bad_request"
handler403 = "amu.web.errors.forbidden"
handler404 = "amu.web.errors.not_found"
handler500 = "amu.web.errors.server_error"
