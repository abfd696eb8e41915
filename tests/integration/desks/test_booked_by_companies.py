"""What companies have booked, on the page of a class, and the basis of their invoices."""

import csv
import io

import pytest
from django.urls import reverse

from amu.people.enums import Role
from amu.people.models import DataView
from enrolment.models import Booking
from tests.pages import text
from tests.situations import applied_on, booking, provider, run


@pytest.fixture
def where(school):
    return run(school=school)


def basis(browser, where):
    return browser.get(reverse("admin:enrolment_class_invoices", args=[where.pk]))


def test_the_basis_has_one_line_for_each_whose_company_pays(sit_down, where):
    made = booking(
        to=where, names=["=Anna Ny", "Bo By"], unnamed=1, order_number="PO 4711", ean="5790000120017"
    )
    mine = applied_on(made.seats.first())
    answer = basis(sit_down(), where)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert len(rows) == 1
    assert rows[0]["company"] == str(made.company)
    assert (rows[0]["cvr"], rows[0]["ean"]) == (made.company.cvr, "5790000120017")
    assert (rows[0]["booking"], rows[0]["order_number"]) == (made.number, "PO 4711")
    assert (rows[0]["participant"], rows[0]["application"]) == ("'=Anna Ny", mine.number)
    assert (rows[0]["state"], rows[0]["amount"], rows[0]["currency"]) == ("submitted", "436,00", "DKK")
    assert DataView.objects.filter(person=mine.person, object_ref=mine.ref).exists()


def test_the_page_of_the_class_says_what_is_booked_and_names_nobody(sit_down, where):
    booking(to=where, names=["Anna Ny"], unnamed=2)
    page = text(sit_down(Role.LEADER).get(reverse("admin:courses_courserun_change", args=[where.pk])))

    assert "Bestilt af virksomheder" in page
    assert str(Booking.objects.get().company) in page
    assert "Anna Ny" not in page


def test_another_school_and_a_class_without_bookings_have_no_basis(sit_down, where):
    elsewhere = run(school=provider())
    booking(to=elsewhere)

    assert basis(sit_down(), elsewhere).status_code == 404
    assert basis(sit_down(), where).status_code == 404
    assert basis(sit_down(Role.APPEALS_OFFICER), where).status_code == 404
