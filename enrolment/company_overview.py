"""Bookings on the company's own page."""

from typing import Any

from amu import clock
from amu.companies.models import CompanyMember
from enrolment.selectors.bookings import BookingOfCompany, bookings_of, quotes_of


def section(member: CompanyMember) -> dict[str, Any]:
    """Coming classes with what is to be done by when, and those that are over."""
    today = clock.today()
    coming, held = list[BookingOfCompany](), list[BookingOfCompany]()
    for row in bookings_of(member.company_id):
        (held if row.run.ends_on < today or row.run.is_cancelled else coming).append(row)
    coming.sort(key=lambda row: (row.run.starts_on, row.booking.pk))
    return {
        "coming": coming,
        "held": held,
        "to_name": [row for row in coming if _is_to_name(row)],
        "quotes": quotes_of(member.company_id),
        "today": today,
    }


def _is_to_name(row: BookingOfCompany) -> bool:
    return row.to_name > 0 and row.can_be_changed_on(clock.today())
