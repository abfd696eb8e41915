"""A company books seats, says who comes, and sees what became of them."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from amu import clock
from amu.companies.models import CompanyMember
from amu.companies.pages import for_company
from amu.journal.services import Actor
from amu.people.access import Act
from amu.web.forms import status_of
from amu.web.saved_forms import claim, show_again, typed
from amu.web.sign_in_first import form_page
from courses.catalogue.prices import both_totals
from courses.classes.pricing.facts import load_rates
from courses.classes.pricing.priced import PricedRun
from enrolment import services
from enrolment.booking_forms import AS_MANY, BookingForm, NameSeatForm, OrderForm, with_rows
from enrolment.booking_rows import NoListError, Row, pasted, uploaded
from enrolment.booking_words import COLOURS, STATES
from enrolment.models import BookedSeat
from enrolment.selectors.bookings import SeatOfCompany, booking_or_404, seat_or_404
from enrolment.states import MoveNotAllowedError
from enrolment.views.classes import priced_run_or_404
from enrolment.words import COLOURS as APPLICATION_COLOURS
from enrolment.words import STATES as APPLICATION_STATES

FILL, MORE = "fill", "more"


@require_http_methods(["GET", "POST"])
@form_page
@for_company(Act.BOOK_SEATS)
def book(request: HttpRequest, booking_code: str, *, member: CompanyMember, actor: Actor) -> HttpResponse:
    """Rows, pasted text or a file become rows of the page; the last button books."""
    run = priced_run_or_404(booking_code)
    if not run.facts.is_open_on(clock.today()):
        return render(request, "enrolment/closed.html", {"run": run.facts})
    if request.method == "POST" and request.POST.get("do") in {FILL, MORE}:
        request.POST = _filled(request)  # type: ignore[assignment]
        if again := show_again(request, request.path):
            return again
    form = BookingForm(typed(request))
    if request.method == "POST" and request.POST.get("do") == "book" and form.is_valid():
        made = _book(request, run, form, member, actor)
        if made is not None:
            claim(request)
            return redirect("enrolment:booking", made)
    if again := show_again(request, request.path):
        return again
    context = {
        "run": run.facts,
        "form": form,
        "company": member.company,
        "both_prices": both_totals(run.known, load_rates()),
        "free": 0 if run.facts.waiting else max(run.facts.seats_left, 0),
        "most": services.MOST_SEATS,
    }
    return render(request, "enrolment/book.html", context, status=status_of(request, form))


@require_safe
@login_required
@for_company(Act.BOOK_SEATS)
def booking(request: HttpRequest, booking_id: int, *, member: CompanyMember, actor: Actor) -> HttpResponse:
    """Who comes, how far each is, and what it costs."""
    found = booking_or_404(member.company_id, booking_id)
    context = {
        "found": found,
        "booking": found.booking,
        "run": found.run,
        "seats": [(seat, *_state(seat)) for seat in found.seats],
        "can_change": found.can_be_changed_on(clock.today()),
    }
    return render(request, "enrolment/booking.html", context)


@require_http_methods(["GET", "POST"])
@form_page
@for_company(Act.BOOK_SEATS)
def order(request: HttpRequest, booking_id: int, *, member: CompanyMember, actor: Actor) -> HttpResponse:
    """What the invoice is to say."""
    found = booking_or_404(member.company_id, booking_id)
    known = {"order_number": found.booking.order_number, "ean": found.booking.ean}
    form = OrderForm(typed(request), initial=known)
    if request.method == "POST" and form.is_valid():
        services.change_order(booking_id, form.order(), actor=actor, now=clock.now())
        claim(request)
        messages.success(request, _("Saved. The school sees it with the invoice."))
        return redirect("enrolment:booking", booking_id)
    if again := show_again(request, request.path):
        return again
    context = {"form": form, "booking": found.booking}
    return render(request, "enrolment/booking_order.html", context, status=status_of(request, form))


@require_http_methods(["GET", "POST"])
@form_page
@for_company(Act.BOOK_SEATS)
def name_seat(
    request: HttpRequest, booking_id: int, seat_id: int, *, member: CompanyMember, actor: Actor
) -> HttpResponse:
    """Who comes on the seat, also in place of somebody else."""
    seat = seat_or_404(member.company_id, booking_id, seat_id)
    if request.method == "GET" and _cannot_be_changed(request, member, seat):
        return redirect("enrolment:booking", booking_id)
    form = NameSeatForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.name_seat(seat_id, form.wish(), actor=actor, now=clock.now())
        except CANNOT_BE_CHANGED:
            messages.error(request, _("The seat can no longer be changed."))
        else:
            messages.success(request, _("Named. We ask the person by e-mail."))
        claim(request)
        return redirect("enrolment:booking", booking_id)
    if again := show_again(request, request.path):
        return again
    context = {"form": form, "seat": seat, "booking": seat.booking}
    return render(request, "enrolment/booking_seat.html", context, status=status_of(request, form))


@require_http_methods(["GET", "POST"])
@form_page
@for_company(Act.BOOK_SEATS)
def give_up(
    request: HttpRequest, booking_id: int, seat_id: int, *, member: CompanyMember, actor: Actor
) -> HttpResponse:
    """What is given up, and then the act."""
    seat = seat_or_404(member.company_id, booking_id, seat_id)
    if request.method == "GET" and not _cannot_be_changed(request, member, seat):
        return render(request, "enrolment/booking_give_up.html", {"seat": seat, "booking": seat.booking})
    if request.method == "POST":
        try:
            services.release_seat(seat_id, actor=actor, now=clock.now())
        except CANNOT_BE_CHANGED:
            messages.error(request, _("The seat can no longer be changed."))
        else:
            messages.success(request, _("The seat is given up. It is free for somebody else."))
    return redirect("enrolment:booking", booking_id)


CANNOT_BE_CHANGED = (services.TooLateError, services.SeatGoneError, MoveNotAllowedError)


def _cannot_be_changed(request: HttpRequest, member: CompanyMember, seat: BookedSeat) -> bool:
    """Tells so, where that is the case."""
    found = booking_or_404(member.company_id, seat.booking_id)
    mine = next(each for each in found.seats if each.pk == seat.pk)
    if mine.is_theirs and found.can_be_changed_on(clock.today()):
        return False
    messages.error(request, _("The seat can no longer be changed."))
    return True


def _filled(request: HttpRequest) -> QueryDict:
    """What was sent, with the people of the pasted text and of the file in its rows."""
    sent, found = request.POST, list[Row]()
    if sent.get("do") == FILL:
        found = pasted(sent.get("paste", ""))
        if file := request.FILES.get("file"):
            try:
                found += uploaded(file.read())
            except NoListError as error:
                messages.error(request, str(error))
        if not found and not request.FILES:
            messages.warning(request, _("There is nobody in the text that you pasted."))
    filled = with_rows(sent, found) if found or sent.get("do") == MORE else sent.copy()
    if found:
        filled["paste"] = ""
    return filled


def _book(
    request: HttpRequest, run: PricedRun, form: BookingForm, member: CompanyMember, actor: Actor
) -> int | None:
    """The id of the booking; None where nothing was booked, and the page says why."""
    wishes = form.wishes()
    try:
        made = services.book_seats(
            run_id=run.facts.pk,
            company_id=member.company_id,
            wishes=wishes,
            is_all_or_nothing=form.cleaned_data["how"] != AS_MANY,
            order=form.order(),
            submission_key=form.cleaned_data["key"] or uuid4(),
            language=get_language() or "da",
            actor=actor,
            now=clock.now(),
        )
    except services.NotEnoughSeatsError as error:
        messages.error(request, _not_enough(error.free, len(wishes)))
        return None
    except services.NotOpenError:
        messages.error(request, _("The class is no longer open."))
        return None
    booked = made.seats.count()
    if booked < len(wishes):
        left = [wish.name for wish in wishes[booked:] if wish.name]
        messages.warning(
            request,
            _("%(booked)s of %(wanted)s seats are booked; there were no more.")
            % {"booked": booked, "wanted": len(wishes)}
            + (" " + _("Not booked: %(names)s.") % {"names": ", ".join(left)} if left else ""),
        )
    else:
        messages.success(
            request,
            ngettext("%(count)s seat is booked.", "%(count)s seats are booked.", booked) % {"count": booked},
        )
    return made.pk


def _not_enough(free: int, wanted: int) -> str:
    if free == 0:
        return _(
            "No seat is free for a company now. Nothing has been booked, and what you wrote is still here."
        )
    return ngettext(
        "Only %(free)s seat is free, and you want %(wanted)s. Nothing has been booked, and what you wrote is still here.",
        "Only %(free)s seats are free, and you want %(wanted)s. Nothing has been booked, and what you wrote is still here.",
        free,
    ) % {"free": free, "wanted": wanted}


def _state(seat: SeatOfCompany) -> tuple[str, Any]:
    """Colour and words: of the application once there is one."""
    if seat.application_state is not None and seat.state != "released":
        return APPLICATION_COLOURS[seat.application_state], APPLICATION_STATES[seat.application_state]
    return COLOURS[seat.state], STATES[seat.state]
