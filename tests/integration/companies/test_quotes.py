"""A quote on paper: what it says, until when it stands, and that it is the company's own."""

import subprocess
from datetime import timedelta
from decimal import Decimal

import pytest

from amu.journal.models import Entry
from courses.models import CourseRun
from enrolment.models import SeatQuote
from tests.conformance import ACCESSIBLE, ARCHIVE, faults
from tests.pages import at, send, text
from tests.situations import TODAY, company_member, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_the_day")]


def words(content):
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_quote_says_both_prices_and_until_when_it_stands(client, member):
    where = run(full_price=Decimal("2662.50"))
    send(client, at("enrolment:quote", where.booking_code), seats="20")
    made = SeatQuote.objects.get()
    answer = client.get(at("enrolment:quote_pdf", made.pk))
    said = words(answer.content)

    assert (made.seats, made.each_low, made.each_full) == (20, Decimal("436.00"), Decimal("2662.50"))
    assert made.valid_until == where.enrol_by
    assert all(
        each in said for each in ("8.720,00 kr.", "53.250,00 kr.", str(member.company), member.company.cvr)
    )
    assert "Tilbuddet gælder til og med torsdag 24. september 2026" in " ".join(said.split())
    assert not faults(answer.content, ARCHIVE)
    assert not faults(answer.content, ACCESSIBLE)
    assert Entry.objects.get(act="quote.given").actor == member.user


def test_a_quote_stays_what_it_was_and_stands_for_thirty_days(client, member):
    where = run(starts_on=TODAY + timedelta(days=90), ends_on=TODAY + timedelta(days=91), enrol_by=None)
    send(client, at("enrolment:quote", where.booking_code), seats="2")
    made = SeatQuote.objects.get()
    before = client.get(at("enrolment:quote_pdf", made.pk)).content
    CourseRun.objects.filter(pk=where.pk).update(title="Noget andet")

    assert made.valid_until == TODAY + timedelta(days=30)
    assert client.get(at("enrolment:quote_pdf", made.pk)).content == before
    assert made.number in text(client.get("/da/virksomhed/"))


def test_another_companys_quote_is_not_there(client, member):
    send(client, at("enrolment:quote", run().booking_code), seats="2")
    client.force_login(company_member().user)

    assert client.get(at("enrolment:quote_pdf", SeatQuote.objects.get().pk)).status_code == 404


@pytest.mark.parametrize("seats", ["", "0", "51", "mange"])
def test_a_number_that_cannot_be_booked_is_not_quoted(client, member, seats):
    send(client, at("enrolment:quote", run().booking_code), seats=seats)

    assert not SeatQuote.objects.exists()
