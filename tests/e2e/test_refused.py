"""The whole way of somebody who is turned down and disagrees, to the ministry and back."""

import pytest
from playwright.sync_api import expect

from tests.e2e.people import answer_as_skilled, own_address, sign_in, sign_in_staff, wait_for_mail_to

pytestmark = [pytest.mark.e2e, pytest.mark.stack]

WORDS = "Jeg har taget grundkurset i 2019. Beviset ligger i min mappe."


@pytest.fixture
def real_run(stack_database):
    """The first real class of 22906 with free seats at AMU-Fyn, or the first elsewhere moved there for the test."""
    from amu import clock
    from courses.models import Course, Provider
    from tests import situations

    today = clock.today()
    return situations.run(
        courses=[Course.objects.get(number="22906")],
        school=Provider.objects.get(key="amu-fyn"),
        starts_on=today.replace(year=today.year + 1),
        ends_on=today.replace(year=today.year + 1),
        enrol_by=today.replace(year=today.year + 1),
        published_price=436,
    )


def apply_as(page, booking_code, who, email):
    page.goto(f"/da/hold/{booking_code}/tilmeld/")
    sign_in(page, who)
    answer_as_skilled(page, email)
    page.get_by_role("button", name="Send min tilmelding").click()
    return page.url


def refuse(school, number, channel):
    sign_in_staff(school, "registrar-fyn", to="/admin/enrolment/application/")
    school.get_by_role("link", name=number).click()
    school.get_by_role("link", name="Giv afslag…").click()
    school.get_by_label("Kursets adgangskrav er ikke opfyldt").check()
    school.get_by_label("Personen har selv givet dem").check()
    school.get_by_label("Begrundelse til denne person").fill(
        "Du mangler bevis for grundkurset, som kræves her."
    )
    school.get_by_label(channel).check()
    school.get_by_role("button", name="Giv afslag, og lav brevet").click()


def look_again(desk, number, outcome, statement):
    sign_in_staff(desk, "appeals-fyn", to="/admin/appeals/appeal/")
    desk.get_by_role("link", name=number).click()
    desk.get_by_role("link", name="Registrér genvurderingen…").click()
    desk.get_by_label(outcome).check()
    desk.get_by_label("Udtalelse").fill(statement)
    desk.get_by_role("button", name="Gem genvurderingen").click()


def number_on(page):
    return page.locator(".amu-kicker").inner_text().split()[-1]


def test_refused_appealed_maintained_forwarded_and_finally_upheld(stack, new_page, real_run):
    person = new_page()
    address = own_address()
    case = apply_as(person, real_run.booking_code, "engineer", address)
    number = number_on(person)

    school = new_page()
    refuse(school, number, "Udleveret")
    wait_for_mail_to(stack, address, "afgoerelser")

    person.goto("/da/mit-overblik/")
    person.get_by_role("link", name="Læs afgørelsen, og hvad du kan gøre").first.click()
    decision = person.locator("main").inner_text()
    assert "Du mangler bevis for grundkurset, som kræves her." in decision
    assert "Du kan klage til og med" in decision
    with person.expect_download() as letter:
        person.get_by_role("link", name="Hent brevet (PDF)").click()
    assert letter.value.path().read_bytes().startswith(b"%PDF")

    person.get_by_role("link", name="Klag over afgørelsen").click()
    person.get_by_label("Hvorfor er du uenig?").fill(WORDS)
    # The session dies while the person writes; the words and their moment of arrival must survive it.
    person.context.clear_cookies(name="sessionid")
    person.get_by_role("button", name="Send klagen").click()
    sign_in(person, "engineer")
    expect(person.get_by_role("heading", level=1)).to_have_text("Skolen ser på sin afgørelse igen")
    expect(person.locator("main")).to_contain_text(WORDS)
    expect(person.locator("main")).to_contain_text("Rettidig (inden fristen)")
    appeal, appeal_number = person.url, number_on(person)
    wait_for_mail_to(stack, address, "klager")

    desk = new_page()
    look_again(
        desk, appeal_number, "Afgørelsen fastholdes", "Vi har ikke modtaget beviset og fastholder afslaget."
    )
    wait_for_mail_to(stack, address, "klager", count=2)

    person.goto(appeal)
    expect(person.locator("main")).to_contain_text("Vi har ikke modtaget beviset")
    person.get_by_label("Dine bemærkninger til skolens udtalelse").fill("Beviset er vedlagt i brev.")
    person.get_by_role("button", name="Send mine bemærkninger").click()
    person.get_by_role("button", name="Send min klage videre til ministeriet").click()
    expect(person.locator("main")).to_contain_text("Den sendes, når din frist for bemærkninger er slut")
    person.get_by_role("button", name="Jeg har ikke noget at tilføje: send den videre nu").click()
    expect(person.get_by_role("heading", level=1)).to_have_text("Ministeriet behandler din klage")

    ministry = new_page()
    sign_in_staff(ministry, "ministry", to="/admin/appeals/appeal/")
    ministry.get_by_role("link", name=appeal_number).click()
    expect(ministry.locator("#content")).to_contain_text("Beviset er vedlagt i brev.")
    ministry.get_by_role("link", name="Afgør endeligt…").click()
    ministry.get_by_label(
        "Klageren får medhold: personen optages eller får en plads på et senere hold"
    ).check()
    ministry.get_by_role("textbox", name="Begrundelse").fill(
        "Grundkurset er dokumenteret, og adgangskravet er derfor opfyldt."
    )
    ministry.get_by_role("button", name="Afgør endeligt").click()
    wait_for_mail_to(stack, address, "klager", count=4)

    person.goto(appeal)
    expect(person.get_by_role("heading", level=1)).to_have_text("Ministeriet har givet dig medhold")
    person.goto(case)
    expect(person.get_by_role("heading", level=1)).to_have_text("Du er optaget")


def test_an_appeal_the_school_upholds_gives_the_seat_back_at_once(stack, new_page, real_run):
    person = new_page()
    case = apply_as(person, real_run.booking_code, "nurse", "sara@example.org")
    number = number_on(person)
    school = new_page()
    refuse(school, number, "Brev med posten")
    school.goto("/admin/enrolment/application/letters/")
    expect(school.get_by_role("heading", level=2)).to_contain_text([number])

    person.goto(case)
    person.get_by_role("link", name="Læs afgørelsen", exact=True).click()
    expect(person.locator("main")).to_contain_text(
        "Skolen har endnu ikke noteret, at den har sendt dig brevet"
    )
    person.get_by_role("link", name="Klag over afgørelsen").click()
    person.get_by_label("Hvorfor er du uenig?").fill(WORDS)
    person.get_by_role("button", name="Send klagen").click()
    appeal_number = number_on(person)

    look_again(
        new_page(),
        appeal_number,
        "Klageren får medhold: personen optages eller får en plads på et senere hold",
        "Beviset er fundet. Du er optaget på holdet.",
    )

    person.goto(case)
    expect(person.get_by_role("heading", level=1)).to_have_text("Du er optaget")
