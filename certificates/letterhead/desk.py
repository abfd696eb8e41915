"""The leader's pages for what stands on the school's certificates: who signs, from when to when, and the logo."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from amu import clock
from amu.journal.services import Actor
from amu.people.access import Act
from amu.people.acting import actor_for
from amu.people.desk import CaseDesk
from amu.web.formatting import short_date
from amu.web.forms import status_of
from amu.web.saved_forms import claim_if_taken, typed
from amu.words import say
from certificates.letterhead.enums import LogoFault, SignatoryFault
from certificates.letterhead.forms import LogoForm, SignatoryForm
from certificates.letterhead.pictures import LARGEST, LogoFaultError
from certificates.letterhead.selectors import logo_of, picture, signatories_of
from certificates.letterhead.services import (
    SignatoryFaultError,
    keep_logo,
    name_signatory,
    remove_logo,
)

LIST = "admin:certificates_certificate_changelist"


def urls[M: Model](desk: CaseDesk[M]) -> list[URLPattern]:
    wrap = desk.admin_site.admin_view

    def page(view: Any) -> Any:
        return wrap(lambda request, pk: view(desk, request, pk))

    return [
        path("signatory/<int:pk>/", page(signatory), name="certificates_signatory"),
        path("logo/<int:pk>/", page(logo), name="certificates_logo"),
    ]


def signatory[M: Model](desk: CaseDesk[M], request: HttpRequest, provider_id: int) -> HttpResponse:
    """Whose name stands on the school's certificates, from when to when."""
    actor = _leader(request, Act.NAME_SIGNATORY, provider_id)
    today = clock.today()
    form = SignatoryForm(typed(request), initial={"valid_from": today})
    if request.method == "POST" and form.is_valid():
        try:
            name_signatory(provider_id, **form.cleaned_data, actor=actor, now=clock.now())
        except SignatoryFaultError as error:
            form.add_error("valid_to", _said(error))
        else:
            messages.success(request, _("The certificates that are issued on those days have this name."))
            return claim_if_taken(request, redirect("admin:certificates_signatory", provider_id))
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Who signs the school's certificates"),
        "form": form,
        "button": _("Save"),
        "lead": _("Name and title are printed at the foot of each certificate, above the school's name."),
        "number": desk.opts.verbose_name_plural,
        "back": reverse(LIST),
        "signatories": signatories_of(provider_id),
    }
    return TemplateResponse(
        request, "admin/certificates/signatory.html", context, status=status_of(request, form)
    )


def logo[M: Model](desk: CaseDesk[M], request: HttpRequest, provider_id: int) -> HttpResponse:
    """The logo at the head of the school's certificates."""
    actor = _leader(request, Act.CHOOSE_LOGO, provider_id)
    here = redirect("admin:certificates_logo", provider_id)
    if request.method == "POST" and "remove" in request.POST:
        remove_logo(provider_id, actor=actor, now=clock.now())
        messages.success(request, _("The certificates that are issued from now on have no logo."))
        return here
    form = LogoForm(request.POST, request.FILES) if request.method == "POST" else LogoForm()
    if form.is_bound and form.is_valid():
        try:
            keep_logo(provider_id, _bytes(form), actor=actor, now=clock.now())
        except LogoFaultError as error:
            form.add_error("logo", say(LogoFault, error.code, error.facts))
        else:
            messages.success(request, _("The certificates that are issued from now on have this logo."))
            return here
    shown = logo_of(provider_id)
    context = {
        **desk.admin_site.each_context(request),
        "title": _("The logo on the school's certificates"),
        "form": form,
        "button": _("Save the logo"),
        "lead": _("It is printed at the head of each certificate, above the school's name."),
        "number": desk.opts.verbose_name_plural,
        "back": reverse(LIST),
        "picture": picture(shown) if shown else "",
    }
    return TemplateResponse(request, "admin/certificates/logo.html", context, status=status_of(request, form))


def _leader(request: HttpRequest, act: Act, provider_id: int) -> Actor:
    """Raises Http404."""
    actor = actor_for(request.user, act, provider_id)
    if actor is None:
        raise Http404
    return actor


def _bytes(form: LogoForm) -> bytes:
    """No more of a file that is too large than shows that it is."""
    file = form.cleaned_data["logo"]
    content: bytes = file.read(LARGEST + 1)
    return content


def _said(error: SignatoryFaultError) -> str:
    other = error.other
    facts = {"name": other.name, "day": short_date(other.valid_from)} if other else None
    return say(SignatoryFault, error.code, facts)
