"""Swap a seat for one in a class that somebody waits for, or keep both."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amu import clock
from amu.people.requests import person_id
from amu.web.sign_in_first import button_on
from enrolment import services
from enrolment.selectors import applications as ask


@button_on("enrolment:application", "application_id")
def swap(request: HttpRequest, application_id: int) -> HttpResponse:
    """POST ``seat``: the number of the application whose seat is given up; without one, both are kept.

    The person's own: a representative gives up no seat.
    """
    mine = ask.nobody_elses_application_or_404(person_id(request), application_id)
    actor, now = services.person(mine.person_id), clock.now()
    chosen = request.POST.get("seat", "")
    if not chosen:
        services.keep_both(mine.pk, actor=actor, now=now)
        messages.success(request, _("You keep your seat, and stay on the waiting list."))
        return redirect("enrolment:application", mine.pk)
    # Somebody else's, and what is no number at all, is the same as one that is not there.
    seat = ask.nobody_elses_application_or_404(mine.person_id, int(chosen) if chosen.isdecimal() else 0)
    try:
        services.want_swap(mine.pk, seat.pk, actor=actor, now=now)
    except services.SwapNotPossibleError:
        messages.error(request, _("The two can no longer be swapped. See below what applies now."))
    else:
        messages.success(request, _("You keep your seat until you get one here. Then it is released."))
    return redirect("enrolment:application", mine.pk)
