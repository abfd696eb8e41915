"""A paper that the school needs: what it is, what was handed in, and another try where it was rejected."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amu import clock
from amu.attachments.basket import Basket
from amu.attachments.file_forms import FilesForm
from amu.attachments.selectors import attachments_of
from amu.mandates.acting import actor_in, looked
from amu.people.enums import Seen
from amu.people.requests import person_id
from amu.web.forms import status_of
from amu.web.saved_forms import claim, show_again, typed
from amu.web.sign_in_first import form_page
from courses.classes.selectors import run_facts
from enrolment import services
from enrolment.models import Paper
from enrolment.selectors import applications as ask


@require_http_methods(["GET", "POST"])
@form_page
def paper(request: HttpRequest, application_id: int, paper_id: int) -> HttpResponse:
    mine = ask.own_application_or_404(person_id(request), application_id)
    found = Paper.objects.select_related("application").filter(application=mine, pk=paper_id).first()
    if found is None:
        raise Http404
    if not services.takes_files(found):
        messages.info(request, _("The school no longer needs anything from you for this paper."))
        return redirect("enrolment:application", mine.pk)
    looked(request, mine.person_id, what=Seen.APPLICATION, ref=mine.ref)
    actor = actor_in(request, mine.person_id)
    basket = Basket(request, found.ref, person_id=mine.person_id, actor=actor)
    basket.receive()
    form = FilesForm(typed(request), basket=basket)
    if basket.is_ready and form.is_valid():
        services.hand_in_paper(found.pk, chosen_in=found.ref, actor=actor, now=clock.now())
        claim(request)
        messages.success(request, _("The school has your paper, and looks at it."))
        return redirect("enrolment:application", mine.pk)
    if again := show_again(request, request.get_full_path()):
        return again
    context = {
        "form": form,
        "application": mine,
        "paper": found,
        "run": run_facts(mine.run_id),
        "attachments": attachments_of(found.ref),
    }
    return render(request, "enrolment/paper.html", context, status=status_of(request, form))
