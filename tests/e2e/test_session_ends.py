"""The session ends before every press of a button, from the application to the ministry. Nothing is lost."""

import pytest
from playwright.sync_api import expect

from amu.local.personas import STAFF_PHRASE
from tests.e2e.people import (
    CHOSEN,
    DANISH,
    ENGLISH,
    answer_as_skilled,
    go_on,
    own_address,
    sign_in,
    unused_code,
)
from tests.e2e.test_refused import number_on, real_run  # noqa: F401 - a fixture

pytestmark = [pytest.mark.e2e, pytest.mark.stack]

WHO = "electrician"
APPEAL = "Jeg har taget grundkurset i 2019.\nBeviset ligger i min mappe."
COMMENT = "Nej.\nBeviset er vedlagt i brev."
REASONS = "Du mangler bevis for grundkurset.\nVi har spurgt to gange."
STATEMENT = "Vi har ikke modtaget beviset.\nAfslaget fastholdes."
NOT_DONE = "Du var ikke længere logget ind, da du trykkede på knappen."


@pytest.fixture
def watched(new_page):
    """Pages of separate people. None of them ever meets an answer that says that the address takes nothing."""
    refused = []

    def make():
        page = new_page()
        page.on("response", lambda answer: answer.status in {405, 500} and refused.append(answer.url))
        return page

    yield make
    assert refused == []


def press_too_late(page, name):
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text("Du er ikke længere logget ind")).to_be_visible()


def press(page, name, *, then=True):
    """The button is pressed too late; one signs in, is told so where it stands, and presses again."""
    press_too_late(page, name)
    sign_in(page, WHO)
    expect(page.locator("main")).to_contain_text(NOT_DONE)
    if then:
        page.get_by_role("button", name=name, exact=True).click()


def answer_too_late(page):
    """What was answered is saved when one has signed in again, and the next question is asked."""
    press_too_late(page, DANISH["next"])
    sign_in(page, WHO)
    expect(page.locator("main")).to_contain_text(NOT_DONE)


def sign_in_at_the_desk(page, username):
    page.get_by_label("Brugernavn").fill(username)
    page.get_by_label("Adgangskode").fill(STAFF_PHRASE)
    page.get_by_role("button", name="Fortsæt").click()
    page.locator("input[name=code]").fill(unused_code(username))
    page.locator("form button[type=submit]").first.click()


def press_at_the_desk(page, username, name):
    press_too_late(page, name)
    sign_in_at_the_desk(page, username)
    expect(page.locator("#content-start")).to_contain_text(NOT_DONE)


def test_every_button_on_the_way_of_an_application_and_an_appeal(watched, real_run):  # noqa: F811
    person = watched()
    person.goto(f"/da/hold/{real_run.booking_code}/tilmeld/")
    sign_in(person, WHO)
    press(person, DANISH["begin"])
    for choices in CHOSEN:
        for choice in choices:
            person.get_by_label(DANISH[choice], exact=True).check()
        answer_too_late(person)
    address = own_address()
    person.get_by_label(DANISH["email"]).fill(address)
    answer_too_late(person)
    answer_too_late(person)
    expect(person.get_by_role("heading", level=1)).to_have_text("Tjek og send")
    expect(person.locator("main")).to_contain_text(address)

    press(person, "Send min tilmelding")
    case, number = person.url, number_on(person)
    person.get_by_role("link", name="Træk min tilmelding tilbage…").click()
    asked = person.url
    press(person, "Ja, træk min tilmelding tilbage", then=False)
    expect(person).to_have_url(asked)
    person.goto(case)
    expect(person.get_by_role("heading", level=1)).to_contain_text("reserveret en plads")

    school = watched()
    school.goto("/admin/enrolment/application/")
    sign_in_at_the_desk(school, "registrar-fyn")
    school.get_by_role("link", name=number).click()
    school.get_by_role("link", name="Giv afslag…").click()
    school.get_by_label("Kursets adgangskrav er ikke opfyldt").check()
    school.get_by_label("Personen har selv givet dem").check()
    school.get_by_label("Begrundelse til denne person").fill(REASONS)
    school.get_by_label("Udleveret").check()
    press_at_the_desk(school, "registrar-fyn", "Giv afslag, og lav brevet")
    expect(school.get_by_label("Begrundelse til denne person")).to_have_value(REASONS)
    expect(school.get_by_label("Kursets adgangskrav er ikke opfyldt")).to_be_checked()
    expect(school.get_by_label("Personen har selv givet dem")).to_be_checked()
    school.get_by_role("button", name="Giv afslag, og lav brevet").click()

    person.goto(case)
    person.get_by_role("link", name="Læs afgørelsen, og hvad du kan gøre").click()
    person.get_by_role("link", name="Klag over afgørelsen").click()
    person.get_by_label("Hvorfor er du uenig?").fill(APPEAL)
    press_too_late(person, "Send klagen")
    sign_in(person, WHO)
    expect(person.get_by_role("heading", level=1)).to_have_text("Skolen ser på sin afgørelse igen")
    for line in APPEAL.splitlines():
        expect(person.locator("main")).to_contain_text(line)
    appeal, appeal_number = person.url, number_on(person)
    person.get_by_role("link", name="Træk min klage tilbage…").click()
    asked = person.url
    press(person, "Ja, træk min klage tilbage", then=False)
    expect(person).to_have_url(asked)

    desk = watched()
    desk.goto("/admin/appeals/appeal/")
    sign_in_at_the_desk(desk, "appeals-fyn")
    desk.get_by_role("link", name=appeal_number).click()
    desk.get_by_role("link", name="Registrér genvurderingen…").click()
    desk.get_by_label("Afgørelsen fastholdes").check()
    desk.get_by_label("Udtalelse").fill(STATEMENT)
    press_at_the_desk(desk, "appeals-fyn", "Gem genvurderingen")
    expect(desk.get_by_label("Udtalelse")).to_have_value(STATEMENT)
    desk.get_by_role("button", name="Gem genvurderingen").click()

    person.goto(appeal)
    person.get_by_label("Dine bemærkninger til skolens udtalelse").fill(COMMENT)
    press_too_late(person, "Send mine bemærkninger")
    sign_in(person, WHO)
    expect(person.locator("main")).to_contain_text(NOT_DONE)
    expect(person.get_by_label("Dine bemærkninger til skolens udtalelse")).to_have_value(COMMENT)
    person.get_by_role("button", name="Send mine bemærkninger").click()
    for line in COMMENT.splitlines():
        expect(person.locator(".amu-written").get_by_text(line)).to_be_visible()
    press(person, "Send min klage videre til ministeriet")
    press(person, "Jeg har ikke noget at tilføje: send den videre nu")
    expect(person.get_by_role("heading", level=1)).to_have_text("Ministeriet behandler din klage")


def test_back_shows_the_form_again_after_an_error_and_the_other_language_keeps_it(watched, real_run):  # noqa: F811
    person = watched()
    person.goto(f"/da/hold/{real_run.booking_code}/tilmeld/")
    sign_in(person, "nurse")
    answer_as_skilled(person, "forkert")
    expect(person.locator("#error-summary")).to_be_visible()

    person.get_by_role("link", name="English").click()
    expect(person.get_by_label("Your e-mail address")).to_have_value("forkert")
    person.get_by_label("Your e-mail address").fill("sara@example.org")
    go_on(person, words=ENGLISH)
    go_on(person, words=ENGLISH)
    expect(person.get_by_role("heading", level=1)).to_have_text("Check and send")

    person.go_back()
    person.go_back()
    expect(person.get_by_label("Your e-mail address")).to_have_value("sara@example.org")
