"""The appeals desk enters an appeal for somebody who wrote, phoned or came."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from amu import clock
from amu.journal.enums import Asked
from amu.people.access import Act
from amu.people.acting import providers_where
from amu.people.desk import CaseDesk, FormPage
from amu.people.scoped_admin import acting
from amu.web.saved_forms import claim_if_taken, typed
from appeals import services
from appeals.enums import LodgedBy
from appeals.models import Appeal
from appeals.staff_forms import RegisterForm

ASKED = {
    LodgedBy.LETTER: Asked.LETTER,
    LodgedBy.EMAIL: Asked.EMAIL,
    LodgedBy.PHONE: Asked.PHONE,
    LodgedBy.IN_PERSON: Asked.COUNTER,
}


def register(desk: CaseDesk[Appeal], request: HttpRequest) -> HttpResponse:
    """By the number of the application, at the schools where the user registers appeals. Raises Http404."""
    schools = providers_where(request.user, Act.REGISTER_APPEAL)
    if not schools:
        raise Http404
    form = RegisterForm(
        typed(request),
        schools=schools,
        by=request.user.pk,
        initial={"application": request.GET.get("application", "")},
    )
    if request.method == "POST" and form.is_valid():
        return claim_if_taken(request, _lodge(desk, request, form))
    title = _("Register an appeal")
    return desk.form_page(request, form, FormPage(title, title))


def _lodge(desk: CaseDesk[Appeal], request: HttpRequest, form: RegisterForm) -> HttpResponse:
    decision, arrival = form.decision, form.arrival()
    how = LodgedBy(form.cleaned_data["lodged_by"])
    actor = acting(request, Act.REGISTER_APPEAL, decision.application.run.provider_id)
    appeal = services.lodge(
        decision.pk,
        text=form.cleaned_data["text"],
        why_late=form.cleaned_data["why_late"],
        wants_forwarding=form.cleaned_data["wants_forwarding"],
        received_at=arrival.at,
        is_time_known=arrival.is_time_known,
        actor=actor.asked_by(ASKED[how]),
        lodged_by=how,
        mandate_id=form.by_mandate.pk if form.by_mandate else None,
        now=clock.now(),
    )
    messages.success(
        request, _("Registered as %(number)s. The person is being notified.") % {"number": appeal.number}
    )
    return desk.back_to(appeal)
