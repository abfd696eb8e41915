"""What companies have booked, as they and the school may see it. Nothing here writes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from courses.classes.selectors import RunFacts, many_run_facts
from courses.fees.rules import Payer, Quote
from enrolment.enums import ApplicationState, BookedState
from enrolment.models import Application, BookedSeat, Booking, SeatQuote
from enrolment.states import HOLDS_SEAT


@dataclass(frozen=True, slots=True)
class SeatOfCompany:
    """One seat as its company sees it: status and price, and nothing else about the person.

    ``state`` is of the seat, ``application_state`` of the person's application once there is one. ``price`` is what the
    company pays: nothing is known before the person has applied, and nothing is to pay for one who pays themselves.
    """

    pk: int
    name: str
    email: str
    state: BookedState
    application_state: ApplicationState | None
    price: Decimal | None
    pays_themselves: bool
    released_because: str
    application_id: int | None

    @property
    def is_theirs(self) -> bool:
        """Whether the company can still name somebody (else) on it, or give it up."""
        if self.application_state is not None:
            return self.application_state in HOLDS_SEAT
        return self.state != BookedState.RELEASED


@dataclass(frozen=True, slots=True)
class BookingOfCompany:
    """A booking with its class and seats."""

    booking: Booking
    run: RunFacts
    seats: tuple[SeatOfCompany, ...]

    @property
    def to_name(self) -> int:
        return sum(seat.state == BookedState.OPEN for seat in self.seats)

    @property
    def to_answer(self) -> int:
        return sum(seat.state == BookedState.ASKED for seat in self.seats)

    @property
    def held(self) -> int:
        return sum(seat.is_theirs for seat in self.seats)

    @property
    def known_price(self) -> Decimal:
        """Of those who have applied so far, and still have the seat."""
        return sum(
            (seat.price for seat in self.seats if seat.is_theirs and seat.price is not None), Decimal(0)
        )

    @property
    def without_price(self) -> int:
        """Seats for which nobody knows yet what they cost."""
        return sum(seat.is_theirs and seat.price is None and not seat.pays_themselves for seat in self.seats)

    def can_be_changed_on(self, day: date) -> bool:
        return self.run.can_be_joined_on(day)


def booking_or_404(company_id: int, booking_id: int) -> BookingOfCompany:
    """Raises Http404, also for another company's booking."""
    return _filled([get_object_or_404(Booking, pk=booking_id, company_id=company_id)])[0]


def seat_or_404(company_id: int, booking_id: int, seat_id: int) -> BookedSeat:
    """Raises Http404, also for another company's seat."""
    rows = BookedSeat.objects.select_related("booking", "application")
    return get_object_or_404(rows, pk=seat_id, booking_id=booking_id, booking__company_id=company_id)


def bookings_of(company_id: int) -> list[BookingOfCompany]:
    """The newest first. Four queries."""
    return _filled(list(Booking.objects.filter(company_id=company_id)))


def quotes_of(company_id: int) -> QuerySet[SeatQuote]:
    """The newest first."""
    return SeatQuote.objects.filter(company_id=company_id).select_related("run")


def bookings_in(run_id: int) -> list[BookingOfCompany]:
    """Of one class, in the order in which they were made."""
    rows = Booking.objects.filter(run_id=run_id).select_related("company").order_by("booked_at", "pk")
    return _filled(list(rows))


def booked_for(seat_id: object, *, person_id: int, run_id: int) -> BookedSeat | None:
    """The seat booked for the person in that class, while it is theirs. ``seat_id`` as their draft has it."""
    if not isinstance(seat_id, int):
        return None
    rows: QuerySet[BookedSeat] = BookedSeat.objects.select_related("booking__company")
    return rows.filter(pk=seat_id, person_id=person_id, run_id=run_id, state=BookedState.ASKED).first()


def named_seat(seat_id: int, version: int) -> BookedSeat | None:
    """The seat of a link in an e-mail, while that person is named on it and has not applied."""
    rows = BookedSeat.objects.select_related("booking__company")
    return rows.filter(pk=seat_id, version=version, state=BookedState.ASKED).first()


def applications_booked_in(run_id: int) -> list[Application]:
    """Applications that have taken over a seat that a company had booked in the class."""
    return list(Application.objects.filter(run_id=run_id, booked__isnull=False).order_by("pk"))


def _filled(bookings: list[Booking]) -> list[BookingOfCompany]:
    if not bookings:
        return []
    runs = many_run_facts({booking.run_id for booking in bookings})
    seats: dict[int, list[SeatOfCompany]] = {booking.pk: [] for booking in bookings}
    rows = BookedSeat.objects.filter(booking__in=bookings).select_related("application")
    for row in rows.order_by("pk"):
        seats[row.booking_id].append(_as_company_sees_it(row))
    return [BookingOfCompany(each, runs[each.run_id], tuple(seats[each.pk])) for each in bookings]


def _as_company_sees_it(row: BookedSeat) -> SeatOfCompany:
    application = row.application
    quote = _quote(application)
    pays_themselves = quote is not None and quote.payer is Payer.PARTICIPANT
    return SeatOfCompany(
        pk=row.pk,
        name=row.name,
        email=row.email,
        state=BookedState(row.state),
        application_state=ApplicationState(application.state) if application else None,
        price=quote.payer_amount if quote and not pays_themselves else None,
        pays_themselves=pays_themselves,
        released_because=row.released_because,
        application_id=row.application_id,
    )


def _quote(application: Application | None) -> Quote | None:
    """The stored price of the person's own answers; None before they have applied, and where no price could be found."""
    if application is None or "error" in application.quote:
        return None
    return Quote.from_dict(application.quote)
