"""What companies have booked in a class, for its school: how many seats each has, and the basis of one invoice each."""

import csv
import io
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from amu import clock
from amu.documents.downloads import download_bytes
from amu.people.access import Act
from amu.people.acting import may
from amu.people.desk import CaseDesk
from amu.people.enums import Seen
from amu.people.services import record_views
from amu.spreadsheets.write import FORMULAS
from courses.classes.class_page import Viewed
from enrolment.class_pages import run_where
from enrolment.models import Application
from enrolment.selectors.bookings import BookingOfCompany, applications_booked_in, bookings_in

COLUMNS = (
    *("booking", "company", "cvr", "ean", "order_number", "class", "title", "first_day", "last_day"),
    *("participant", "application", "state", "amount", "currency"),
)


def urls(desk: CaseDesk[Application]) -> list[URLPattern]:
    wrap = desk.admin_site.admin_view
    return [path("class/<int:run>/invoices.csv", wrap(invoice_basis), name="enrolment_class_invoices")]


def section(viewed: Viewed) -> dict[str, Any]:
    """The part of the class's own page: companies, and how many seats each has. It names no participant."""
    if not may(viewed.user, Act.FOLLOW_ADMISSIONS, viewed.provider_id):
        return {}
    return {"run_id": viewed.run_id, "bookings": bookings_in(viewed.run_id)}


def invoice_basis(request: HttpRequest, run: int) -> HttpResponse:
    """One line for each person whose company pays, as docs/operations.md describes it. Each person on it is a look.

    Raises Http404 for a class in which no company has booked.
    """
    facts = run_where(request, run, Act.FOLLOW_ADMISSIONS)
    bookings = bookings_in(run)
    if not bookings:
        raise Http404
    rows = applications_booked_in(run)
    record_views(
        request.user,  # type: ignore[arg-type]
        [(row.person_id, row.ref) for row in rows],
        what=Seen.APPLICATION,
        provider_id=facts.provider_id,
        now=clock.now(),
    )
    numbers = {row.pk: row.number for row in rows}
    return download_bytes(
        invoice_lines(bookings, numbers),
        name=f"{facts.booking_code}-{clock.today():%Y-%m-%d}",
        media_type="text/csv; charset=utf-8",
        extension="csv",
    )


def invoice_lines(bookings: list[BookingOfCompany], numbers: dict[int, str]) -> bytes:
    """The file, as a Danish spreadsheet opens it: UTF-8 with its mark, semicolons, and commas in amounts."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    for row in bookings:
        booking, run = row.booking, row.run
        common = (
            booking.number,
            str(booking.company),
            booking.company.cvr,
            booking.ean,
            booking.order_number,
        )
        of_class = (run.booking_code, run.title, run.starts_on.isoformat(), run.ends_on.isoformat())
        for seat in row.seats:
            if seat.application_id is None or seat.pays_themselves or not seat.is_theirs:
                continue
            amount = "" if seat.price is None else f"{seat.price:.2f}".replace(".", ",")
            state = str(seat.application_state)
            line = (*common, *of_class, seat.name, numbers[seat.application_id], state, amount, "DKK")
            writer.writerow([_plain(text) for text in line])
    return out.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """No spreadsheet works it out."""
    return f"'{text}" if text.startswith(FORMULAS) else text
