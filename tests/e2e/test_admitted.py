"""The whole way of somebody who gets in: found, applied, admitted, passed, proven."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amu import clock
from tests import situations
from tests.e2e.people import (
    ENGLISH,
    answer_as_skilled,
    own_address,
    sign_in,
    sign_in_staff,
    wait_for_mail_to,
)

pytestmark = [pytest.mark.e2e, pytest.mark.stack]


@pytest.fixture
def class_tomorrow(stack_database):
    """A class of the real course 22906 at AMU-Fyn: one applies until the day before, and it is moved to today."""
    from courses.models import Course, Provider

    today, tomorrow = clock.today(), clock.today() + timedelta(days=1)
    return situations.run(
        courses=[Course.objects.get(number="22906")],
        school=Provider.objects.get(key="amu-fyn"),
        starts_on=tomorrow,
        ends_on=tomorrow,
        enrol_by=today,
        published_price=436,
    )


def test_from_search_to_a_certificate_anybody_can_check(stack, new_page, class_tomorrow):
    person = new_page()
    person.goto("/da/")
    person.get_by_label("Kursus eller fag").fill("asbest")
    person.get_by_role("button", name="Søg").click()
    person.get_by_role("link", name="Sikkerhed v. asbestarbejde").first.click()
    expect(person.locator("main")).to_contain_text("436,00 kr.")

    person.goto(f"/da/hold/{class_tomorrow.booking_code}/")
    person.get_by_role("link", name="Søg om en plads").click()
    sign_in(person, "electrician")
    address = own_address()
    answer_as_skilled(person, address)
    expect(person.locator("main")).to_contain_text("Du betaler 436,00 kr.")
    person.get_by_role("button", name="Send min tilmelding").click()
    expect(person.get_by_role("heading", level=1)).to_have_text(
        "Vi har din tilmelding, og der er reserveret en plads til dig"
    )
    case, number = person.url, person.locator(".amu-kicker").inner_text().split()[-1]
    wait_for_mail_to(stack, address, "tilmeldinger")

    school = new_page()
    sign_in_staff(school, "registrar-fyn", to="/admin/enrolment/application/?state__exact=submitted")
    school.get_by_role("link", name=number).click()
    school.get_by_role("button", name="Optag").click()
    wait_for_mail_to(stack, address, "afgoerelser")

    person.goto(case)
    expect(person.get_by_role("heading", level=1)).to_have_text("Du er optaget")

    situations.begins_today(class_tomorrow)
    school.reload()
    school.get_by_role("link", name="Registrér et resultat…").click()
    school.get_by_label("Bestået", exact=True).check()
    school.get_by_role("button", name="Gem resultatet").click()
    wait_for_mail_to(stack, address, "mit-overblik")

    person.goto("/da/mit-overblik/")
    with person.expect_download() as download:
        person.get_by_role("link", name=re.compile(r"^Hent bevis \S+ \(PDF\)$")).first.click()
    file = download.value.path()
    assert file.read_bytes().startswith(b"%PDF")
    expect(person.locator("main")).to_contain_text("Hvem har set mine oplysninger")
    expect(person.locator("#views, main").last).to_contain_text("AMU-Fyn")

    stranger = new_page(locale="en-GB")
    stranger.goto("/en/certificate/")
    stranger.get_by_label("Or the certificate as a file").set_input_files(file)
    stranger.get_by_role("button", name="Check the certificate").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Yes: this certificate is genuine")
    expect(stranger.locator("main")).to_contain_text("Karsten Elmholt")


def test_the_same_way_in_english(new_page, class_tomorrow):
    person = new_page(locale="en-GB")
    person.goto(f"/en/classes/{class_tomorrow.booking_code}/")
    person.get_by_role("link", name="Apply for a seat").click()
    sign_in(person, "nurse", button="Sign in with MitID")
    answer_as_skilled(person, own_address(), words=ENGLISH)
    expect(person.locator("main")).to_contain_text("You pay DKK 436.00.")
    person.get_by_role("button", name="Send my application").click()

    expect(person.get_by_role("heading", level=1)).to_have_text(
        "We have your application, and a seat is reserved for you"
    )
    person.goto("/en/my-overview/")
    expect(person.locator("main")).to_contain_text("Waiting for the school's decision")
