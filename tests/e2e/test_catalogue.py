"""The public catalogue as people meet it: a real browser, the real catalogue, both languages, two widths."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.e2e, pytest.mark.stack]

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
PAGES = [
    "/da/",
    "/en/",
    "/da/kurser/",
    "/da/kurser/?q=asbest&area=construction&dates=1",
    "/en/courses/?q=nothing+fits+this&page=x",
    "/da/kurser/22906/",
    "/en/courses/22906/",
    "/da/kurser/47592/",
    "/da/kurser/49041/",
    "/en/providers/amu-syd/",
    "/da/om-data/",
    "/da/hvad-koster-det/",
    "/da/afslag/",
    "/da/kontakt/",
    "/da/tilgaengelighedserklaering/",
    "/en/nowhere/",
]


@pytest.fixture
def watched(new_page):
    """A page that keeps every complaint of the browser, such as something the security policy refused."""
    page = new_page(viewport=DESKTOP)
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if "404" not in said.text else None)
    page.on("requestfailed", lambda asked: page.complaints.append(asked.url))
    return page


def is_well(page):
    """No accessibility fault and no sideways scroll, on a desktop and on a small phone."""
    for screen in (DESKTOP, PHONE):
        page.set_viewport_size(screen)
        report = Axe().run(page, options={"resultTypes": ["violations"]})
        assert report.violations_count == 0, f"{screen['width']} px: {report.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), screen
    assert page.complaints == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_and_fits(watched, address):
    watched.goto(address)

    is_well(watched)


def test_a_class_is_accessible_and_fits_also_unfolded(watched):
    watched.goto("/da/kurser/22906/")
    watched.locator(".amu-runs li", has_text="ledige pladser").first.get_by_role("link").click()
    watched.get_by_text("For arbejdsgivere og selvstændige").click()

    is_well(watched)


def test_an_unfolded_search_is_accessible_and_fits(watched):
    watched.goto("/da/kurser/")
    expect(watched.get_by_label("Ledige pladser")).to_be_visible()  # beside the list, where there is room
    watched.set_viewport_size(PHONE)
    watched.get_by_text("Filtre", exact=True).click()
    expect(watched.get_by_label("Ledige pladser")).to_be_visible()

    is_well(watched)


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no-script"])
def test_from_the_front_page_to_a_class_with_a_free_seat_and_its_price(new_page, with_script):
    page = new_page(java_script_enabled=with_script)
    page.goto("/")
    page.get_by_label("Kursus eller fag").fill("asbest")
    page.get_by_role("button", name="Søg").click()
    page.get_by_role("link", name="Sikkerhed v. asbestarbejde").click()
    expect(page.get_by_text("436,00 kr.", exact=True).first).to_be_visible()
    page.locator(".amu-runs li", has_text="ledige pladser").first.get_by_role("link").click()

    expect(page.get_by_role("link", name="Søg om en plads")).to_be_visible()
    expect(page.get_by_text("436,00 kr.", exact=True).first).to_be_visible()
    expect(page.get_by_text("Sidste frist for tilmelding")).to_be_visible()


def test_the_forklift_course_stands_with_its_price_and_without_a_guess(page):
    page.goto("/da/kurser/47592/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Gaffeltruck certifikatkursus B, 7 dage")
    expect(page.get_by_text("1.526,00 kr.", exact=True).first).to_be_visible()
    expect(page.get_by_text("Spørg skolen", exact=True)).to_be_visible()


def test_the_search_works_by_keyboard_alone(page):
    page.goto("/da/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skipnav"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("gaffeltruck")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kurser/?q=gaffeltruck*")

    expect(page.get_by_role("link", name="Gaffeltruck certifikatkursus B")).to_be_visible()


def test_the_other_language_is_the_same_page(page):
    page.goto("/da/kurser/22906/")
    page.get_by_role("link", name="English").click()

    page.wait_for_url("**/en/courses/22906/")
    expect(page.get_by_text("DKK 436.00", exact=True).first).to_be_visible()


def test_a_chip_takes_one_choice_away_and_keeps_the_rest(page):
    page.goto("/da/kurser/?q=sikkerhed&area=construction")
    page.get_by_role("link", name="Bygge og anlæg fjern").click()

    page.wait_for_url("**/kurser/?q=sikkerhed")
    expect(page.get_by_label("Kursus eller fag")).to_have_value("sikkerhed")


def test_no_page_asks_any_other_host(page, stack):
    hosts = set()
    page.on("request", lambda asked: hosts.add(asked.url.split("/")[2]))
    for address in PAGES:
        page.goto(address)

    assert hosts == {stack.address.split("/")[2]}
