"""Pages and machine addresses that belong to no single app."""

from django.conf import settings
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView, TemplateView

from amu.web import health, overview, start

urlpatterns = [
    path(_("my-overview/"), overview.overview, name="overview"),
    path(_("staff/"), start.staff_start, name="staff_start"),
    path(
        _("accessibility-statement/"),
        TemplateView.as_view(template_name="web/was.html", extra_context={"contact": settings.AMU}),
        name="was",
    ),
    path(_("refused/"), TemplateView.as_view(template_name="web/refused.html"), name="refused"),
    path(
        _("contact/"),
        TemplateView.as_view(template_name="web/contact.html", extra_context={"contact": settings.AMU}),
        name="contact",
    ),
]

plain_urlpatterns = [
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}amu/icon.svg")),
    path("was", RedirectView.as_view(pattern_name="was")),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("health/deep", health.deep, name="health_deep"),
]
