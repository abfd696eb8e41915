"""Somebody on benefit, and the unemployment fund that approves their course."""

import pytest
from playwright.sync_api import expect

from tests.e2e.people import DANISH, go_on, own_address, sign_in, sign_in_staff
from tests.e2e.test_accessible import PHONE, faults

pytestmark = [pytest.mark.e2e, pytest.mark.stack]

FUND = "Faglig Fælles A-kasse (3F)"
CHOSEN = [
    "Jeg bor i Danmark",
    "Jeg får dagpenge, kontanthjælp eller lignende",
    "Jeg bruger min ret til seks ugers kursus",
    "En erhvervsuddannelse (faglært)",
    "Nej tak",
]


@pytest.fixture
def offered(stack_database):
    from datetime import timedelta

    from amu import clock
    from courses.models import Course, Provider
    from tests import situations

    starts = clock.today() + timedelta(days=60)
    return situations.run(
        courses=[Course.objects.get(number="22906")],
        school=Provider.objects.get(key="amu-fyn"),
        starts_on=starts,
        ends_on=starts + timedelta(days=1),
        enrol_by=starts - timedelta(days=3),
    )


def faults_on_a_phone(page):
    page.set_viewport_size(PHONE)
    return faults(page)


def test_the_fund_is_asked_and_approves_while_the_seat_is_held(new_page, offered):
    person = new_page()
    person.goto(f"/da/hold/{offered.booking_code}/tilmeld/")
    sign_in(person, "job_seeker")
    person.get_by_role("button", name=DANISH["begin"], exact=True).click()
    for choice in CHOSEN:
        person.get_by_label(choice).first.check()
        go_on(person)
    go_on(person)  # no special needs
    person.get_by_label(DANISH["email"]).fill(own_address())
    go_on(person)
    go_on(person)  # the address is known, or left out
    person.get_by_label("Hvem godkender kurset for dig?").select_option(FUND)
    go_on(person)
    person.get_by_role("button", name="Send min tilmelding").click()
    expect(person.locator("main")).to_contain_text("Venter på svar")
    expect(person.locator("main")).to_contain_text("Betingelser for de seks uger")
    case = person.url
    assert faults_on_a_phone(person) == []

    fund = new_page()
    sign_in_staff(fund, "approver-3f", to="/admin/enrolment/approval/")
    fund.get_by_role("row").filter(has_text=offered.title).last.get_by_role("link").click()
    expect(fund.locator("main, #content").first).to_contain_text("Dagmar Ledet")
    assert faults_on_a_phone(fund) == []
    fund.get_by_role("link", name="Svar…").click()
    assert faults_on_a_phone(fund) == []
    fund.get_by_label("Ja, personen må tage kurset").check()
    fund.get_by_role("button", name="Gem svaret").click()
    expect(fund.locator("body")).to_contain_text("Svaret er gemt")

    person.goto(case)
    expect(person.locator("main")).to_contain_text("Godkendt")
