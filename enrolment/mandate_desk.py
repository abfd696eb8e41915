"""Staff register a mandate on paper, and end one for a person who asks them to."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from amu import clock
from amu.attachments.basket import Basket
from amu.attachments.registry import Reader
from amu.attachments.selectors import attachments_of
from amu.journal.enums import Asked
from amu.journal.services import Actor
from amu.mandates import services as mandates
from amu.mandates.codes import code_of
from amu.mandates.models import Mandate
from amu.mandates.selectors import holding_in, mandates_in, to_be_taken
from amu.people.desk import CaseDesk, FormPage
from amu.people.enums import Purpose
from amu.people.selectors import is_ministry_officer, providers_of
from amu.web.saved_forms import typed
from enrolment.mandate_forms import EndMandateForm, RegisterMandateForm
from enrolment.models import Application


def mandates_of(application_id: int, *, may_register: bool) -> list[dict[str, Any]]:
    """Each mandate with its document. Two queries, and one for each mandate.

    The code of one on paper is shown to those who register mandates, so that they can give it to whoever is named.
    """
    rows, now, today = mandates_in(application_id), clock.now(), clock.today()
    working = set(to_be_taken(application_id, now).values_list("pk", flat=True)) if may_register else set()
    return [
        {
            "mandate": row,
            "code": code_of(row.pk) if row.channel and row.pk in working else "",
            "holds": row.ended_at is None and row.until >= today,
            "attachments": attachments_of(row.ref),
        }
        for row in rows
    ]


def can_be_ended(row: Application) -> bool:
    return holding_in(row.pk).exists()


def register(
    desk: CaseDesk[Application], request: HttpRequest, row: Application, actor: Actor
) -> HttpResponse:
    """What the person has signed: whom they let act, until when, and the document itself."""
    basket = Basket(request, f"mandate-of:{row.pk}", person_id=row.person_id, actor=actor)
    basket.receive()
    form = RegisterMandateForm(typed(request), basket=basket)
    if basket.is_ready and form.is_valid():
        data, now = form.cleaned_data, clock.now()
        on_paper = mandates.OnPaper(Asked(data["channel"]), data["received_on"])
        with transaction.atomic():
            mandate = mandates.register(
                row.pk,
                person_id=row.person_id,
                name=data["name"],
                until=data["until"],
                on_paper=on_paper,
                actor=actor,
                now=now,
            )
            basket.hand_in(mandate.ref, now=now)
        messages.success(request, _("Registered as %(number)s.") % {"number": mandate.number})
        return desk.back_to(row)
    lead = _(
        "The person has signed that somebody may act for them in this case. That somebody can then write, phone or come "
        "for them. To use this website for them as well, they need a code: you see it once the mandate is registered, "
        "and give it to nobody but the one who is named."
    )
    page = FormPage(_("Register a mandate"), _("Register the mandate"), row, lead=lead)
    return desk.form_page(request, form, page)


def end(desk: CaseDesk[Application], request: HttpRequest, row: Application, actor: Actor) -> HttpResponse:
    form = EndMandateForm(typed(request), mandates=list(holding_in(row.pk)))
    if request.method == "POST" and form.is_valid():
        asked = actor.asked_by(form.cleaned_data["asked"])
        mandates.end(form.cleaned_data["mandate"], actor=asked, now=clock.now())
        messages.success(request, _("The mandate has ended. Nobody can act by it any more."))
        return desk.back_to(row)
    return desk.form_page(request, form, FormPage(_("End a mandate"), _("End the mandate"), row))


def reader(user: Any, mandate_id: int) -> Reader | None:
    """Whoever may see the application at a desk, as ``ApplicationAdmin`` scopes it; None for anybody else."""
    row = Mandate.objects.filter(pk=mandate_id).select_related("application__run").first()
    if row is None or not user.has_perm("enrolment.view_application"):
        return None
    provider_id = row.application.run.provider_id
    if is_ministry_officer(user):
        forwarded = Application.objects.filter(
            pk=row.application_id, decisions__appeals__referral__isnull=False
        )
        may_see = forwarded.exists()
    else:
        may_see = user.is_superuser or provider_id in providers_of(user)
    return Reader(provider_id, Purpose.ADMISSION) if may_see else None
