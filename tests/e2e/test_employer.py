"""An employer with twenty people: all or nothing, and then each of them by their own sign-in."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from amu import clock
from tests import situations
from tests.e2e.people import answer_as_booked, own_address, sign_in
from tests.e2e.test_accessible import DESKTOP, PHONE, faults

pytestmark = [pytest.mark.e2e, pytest.mark.stack]


@pytest.fixture
def class_of_twenty(stack_database):
    from courses.models import Course, Provider

    starts = clock.today() + timedelta(days=40)
    return situations.run(
        courses=[Course.objects.get(number="22906")],
        school=Provider.objects.get(key="amu-fyn"),
        starts_on=starts,
        ends_on=starts,
        enrol_by=starts - timedelta(days=7),
        capacity=20,
        published_price=436,
    )


def looked_at(page, name):
    """The page is readable by all at both widths."""
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert faults(page) == []
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{size['width']}.png", full_page=True)
    page.set_viewport_size(DESKTOP)


def link_in_mail_to(stack, address):
    def body():
        return next((mail.get_content() for mail in stack.mail() if mail["To"] == address), "")

    stack.wait_until(lambda: "/bestilt/" in body(), seconds=60, what="no mail with the link")
    return re.search(r"https?://[^/]+(/\S+/bestilt/\S+)", body())[1]


def test_twenty_people_at_once_and_one_of_them_applies(stack, new_page, class_of_twenty):
    employer, address = new_page(), own_address()
    people = [f"Medarbejder {number:02d};{number}.{own_address()}" for number in range(1, 20)]
    employer.goto(f"/da/hold/{class_of_twenty.booking_code}/")
    employer.get_by_role("link", name="Bestil pladser til jeres virksomhed").click()
    sign_in(employer, "hr_el", button="Log ind for en virksomhed")
    expect(employer.get_by_role("heading", level=1)).to_have_text("Bestil pladser til jeres virksomhed")
    looked_at(employer, "book")

    employer.get_by_label("Indsæt en liste").fill(
        "\n".join([*people, f"Karsten Elmholt;{address}", "For Mange;x@y.dk"])
    )
    employer.get_by_role("button", name="Sæt dem ind i rækkerne ovenfor").click()
    employer.get_by_role("button", name="Bestil pladserne").click()
    expect(employer.locator("main")).to_contain_text("Kun 20 pladser er ledige, og I vil have 21.")
    employer.locator("[name=name_21]").fill("")
    employer.get_by_role("button", name="Bestil pladserne").click()
    expect(employer.locator("#error-summary")).to_contain_text("Skriv navnet.")
    looked_at(employer, "book-error")
    employer.locator("[name=email_21]").fill("")
    employer.get_by_role("button", name="Bestil pladserne").click()
    expect(employer.get_by_role("heading", level=1)).to_have_text("20 pladser er bestilt")
    looked_at(employer, "booking")

    person = new_page()
    person.goto(link_in_mail_to(stack, address))
    sign_in(person, "electrician")
    expect(person.locator("main")).to_contain_text(
        "Fyns El-teknik A/S har bestilt plads til Karsten Elmholt."
    )
    looked_at(person, "booked")
    person.get_by_role("button", name="Ja, det er mig. Gå videre").click()
    answer_as_booked(person, address)
    person.get_by_role("button", name="Send min tilmelding").click()
    expect(person.get_by_role("heading", level=1)).to_contain_text("der er reserveret en plads til dig")

    employer.reload()
    seat = employer.locator("li", has_text="Karsten Elmholt").first
    expect(seat).to_contain_text("Venter på skolens afgørelse")
    expect(seat).to_contain_text("436,00 kr.")
    expect(employer.locator("main")).not_to_contain_text("faglært")
    employer.goto("/da/virksomhed/")
    looked_at(employer, "company")
    employer.goto("/da/virksomhed/folk/")
    looked_at(employer, "people")
