"""Refuse everybody for whom no seat came free, with one text: first by name, then each in a transaction of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from amu import clock
from amu.documents.pdf import NotShownError
from amu.people.access import Act
from amu.people.desk import CaseDesk
from amu.people.enums import Seen
from amu.web.forms import status_of
from amu.web.saved_forms import claim_if_taken, typed
from enrolment import services
from enrolment.class_pages import context_of, looked, run_where
from enrolment.enums import ApplicationState, DecisionChannel, RefusalReason
from enrolment.forms import NoSeatForm
from enrolment.models import Application
from enrolment.selectors import applications as ask
from enrolment.services.deciding import Refusal


def urls(desk: CaseDesk[Application]) -> list[URLPattern]:
    wrap = desk.admin_site.admin_view
    return [
        path(
            "class/<int:run>/refuse/",
            wrap(lambda request, run: refuse(desk, request, run)),
            name="enrolment_class_refuse",
        )
    ]


def refuse(desk: CaseDesk[Application], request: HttpRequest, run_id: int) -> HttpResponse:
    """Those who waited in vain, by name, and one text for all who stay marked."""
    run = run_where(request, run_id, Act.REFUSE)
    waited = ask.people_in_class(run_id).filter(state=ApplicationState.NOT_PLACED)
    rows = list(waited.exclude(person=request.user.pk))
    form = NoSeatForm(
        typed(request), people=[(row.pk, f"{row.person.display_name}, {row.number}") for row in rows]
    )
    if request.method == "POST" and form.is_valid():
        _refuse_each(
            desk, request, [row for row in rows if row.pk in form.chosen()], form.cleaned_data["text"]
        )
        return claim_if_taken(request, redirect("admin:enrolment_class", run_id))
    looked(request, rows, run, Seen.APPLICATION)
    context = {
        **context_of(desk, request, run, _("Refuse those for whom no seat came free")),
        "form": form,
        "rows": rows,
    }
    return TemplateResponse(
        request, "admin/enrolment/refuse_several.html", context, status=status_of(request, form)
    )


def _refuse_each(
    desk: CaseDesk[Application], request: HttpRequest, rows: list[Application], text: str
) -> None:
    """A row that cannot be refused is named with what is in the way; the rest go through."""
    refusal = Refusal(RefusalReason.NO_SEAT_CAME_FREE, text, DecisionChannel.LETTER, None)
    done = 0
    for row, actor in desk.with_actors(request, rows, Act.REFUSE):
        case = {"number": row.number}
        try:
            services.refuse(row.pk, refusal, actor=actor, now=clock.now())
        except services.NoAddressError:
            messages.warning(
                request,
                _("%(number)s: no postal address, so no letter can be sent. Refuse it by itself.") % case,
            )
        except (services.MoveNotAllowedError, services.ReasonDoesNotFitError, services.RunCancelledError):
            messages.warning(request, _("%(number)s cannot be refused now.") % case)
        except services.HearingOpenError:
            messages.warning(request, _("%(number)s: the person still has time to answer.") % case)
        except NotShownError:
            messages.warning(
                request, _("%(number)s: the letter cannot be made with these characters.") % case
            )
        else:
            done += 1
    if done:
        words = _("Refused: %(count)s. The letters are in the list of letters to post.")
        messages.success(request, words % {"count": done})
