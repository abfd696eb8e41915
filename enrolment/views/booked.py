"""Somebody for whom a company has booked a seat says, signed in as themselves, that they are meant."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amu import clock
from amu.people.requests import person_id
from amu.web.sign_in_first import form_page
from courses.classes.selectors import run_facts
from enrolment import services
from enrolment.booked_links import read_token
from enrolment.selectors.bookings import named_seat


@require_http_methods(["GET", "POST"])
@form_page
def booked(request: HttpRequest, token: str) -> HttpResponse:
    """Which company, which class, whom it named; and then on to the person's own answers."""
    person = person_id(request)
    found = read_token(token)
    seat = named_seat(*found) if found else None
    if seat is None or seat.person_id not in {None, person} or request.user.is_staff:
        return render(request, "enrolment/booked_gone.html", status=404)
    run = run_facts(seat.run_id)
    if request.method == "POST":
        try:
            services.claim_seat(
                seat.pk, seat.version, person_id=person, actor=services.person(person), now=clock.now()
            )
        except services.AppliedAlreadyError as error:
            messages.info(request, _("You have applied for this class already. Tell your employer."))
            return redirect("enrolment:application", error.application_id)
        except (services.SeatGoneError, services.TooLateError):
            return render(request, "enrolment/booked_gone.html", status=404)
        return redirect("enrolment:apply", run.booking_code)
    if not run.can_be_joined_on(clock.today()):
        return render(request, "enrolment/booked_gone.html", status=404)
    context = {"seat": seat, "run": run, "company": seat.booking.company}
    return render(request, "enrolment/booked.html", context)
