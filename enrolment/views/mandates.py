"""Let somebody act for one in a case, end it, and take a mandate that another has given."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amu import clock
from amu.attachments.selectors import attachments_of
from amu.kernel.errors import CodedError
from amu.mandates import services as mandates
from amu.mandates.acting import actor_in, acts_for_another
from amu.mandates.codes import code_of
from amu.mandates.models import Mandate
from amu.mandates.selectors import cases_of_others, mandates_in, to_be_taken
from amu.people.models import User
from amu.people.requests import person_id
from amu.web.forms import status_of
from amu.web.saved_forms import claim, show_again, typed
from amu.web.sign_in_first import button_on, form_page
from amu.words import Kind, say
from courses.classes.selectors import run_facts
from enrolment import services
from enrolment.mandate_forms import GiveForm, TakeForm
from enrolment.models import Application
from enrolment.selectors import applications as ask


@require_http_methods(["GET", "POST"])
@form_page
def representatives(request: HttpRequest, application_id: int) -> HttpResponse:
    """Who may act in the case. The person also lets somebody; a representative sees their own mandate alone."""
    case = ask.own_application_or_404(person_id(request), application_id)
    is_another = acts_for_another(request, case.person_id)
    if is_another and request.method == "POST":
        raise Http404
    form = GiveForm(typed(request))
    if request.method == "POST" and form.is_valid():
        mandates.give(
            case.pk,
            person_id=case.person_id,
            name=form.cleaned_data["name"],
            until=form.cleaned_data["until"],
            actor=services.person(case.person_id),
            now=clock.now(),
        )
        claim(request)
        messages.success(
            request, _("The mandate is ready. Give the code below to whoever is to act for you.")
        )
        return redirect("enrolment:representatives", case.pk)
    if again := show_again(request, request.get_full_path()):
        return again
    context = {
        "form": form,
        "application": case,
        "run": run_facts(case.run_id),
        "is_another": is_another,
        "mandates": _shown(request, case, is_another=is_another),
        "today": clock.today(),
    }
    return render(request, "enrolment/representatives.html", context, status=status_of(request, form))


def _shown(request: HttpRequest, case: Application, *, is_another: bool) -> list[dict[str, object]]:
    """Each mandate with its code, where that still works and the reader is the person themselves."""
    rows, working = mandates_in(case.pk), set()
    if is_another:
        rows = rows.filter(representative=request.user.pk)
    else:
        working = set(to_be_taken(case.pk, clock.now()).values_list("pk", flat=True))
    return [
        {
            "mandate": row,
            "code": code_of(row.pk) if row.pk in working else "",
            "holds": row.ended_at is None and row.until >= clock.today(),
            "attachments": [] if is_another else attachments_of(row.ref),
        }
        for row in rows
    ]


@button_on("enrolment:representatives", "application_id")
def end(request: HttpRequest, application_id: int, mandate_id: int) -> HttpResponse:
    """The person and the representative may both end it."""
    case = ask.own_application_or_404(person_id(request), application_id)
    is_another = acts_for_another(request, case.person_id)
    mandate = Mandate.objects.filter(application=case, pk=mandate_id).first()
    if mandate is None or (is_another and mandate.representative_id != request.user.pk):
        raise Http404
    mandates.end(mandate.pk, actor=actor_in(request, case.person_id), now=clock.now())
    messages.success(request, _("The mandate has ended. Nobody can act by it any more."))
    if is_another:
        return redirect("overview")
    return redirect("enrolment:representatives", case.pk)


@require_http_methods(["GET", "POST"])
@form_page
def act_for(request: HttpRequest) -> HttpResponse:
    """Take a mandate by the number of the case and the code, and see in which cases one acts."""
    form = TakeForm(typed(request))
    if request.method == "POST" and form.is_valid() and (taken := _take(request, form)):
        claim(request)
        messages.success(request, _("You can now act in this case. Whoever gave you the code is being told."))
        return redirect("enrolment:application", taken.application_id)
    context = {"form": form, "cases": cases_of_others(person_id(request))}
    return render(request, "enrolment/act_for.html", context, status=status_of(request, form))


def _take(request: HttpRequest, form: TakeForm) -> Mandate | None:
    """None, with the error in the form, where the code does not let the user act."""
    user, data = request.user, form.cleaned_data
    if not isinstance(user, User):
        raise Http404
    number = ask.application_numbered(data["number"])
    try:
        return mandates.take(number, data["code"], user=user, now=clock.now())
    except CodedError as error:
        form.add_error(None, say(Kind.FINDING, error.code))
    return None
