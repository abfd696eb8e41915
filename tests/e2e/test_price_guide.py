"""The price guide as people meet it: by keyboard, without scripts, with Back, accessible at both widths."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.e2e, pytest.mark.stack]

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
GUIDE = "/da/hvad-koster-det/"
SKILLED = "residence=resident&situation=self_employed&education=vocational"
PAGES = [
    GUIDE,
    f"{GUIDE}?asked=residence",
    f"{GUIDE}?residence=resident&situation=employee",
    f"{GUIDE}?{SKILLED}",
    f"{GUIDE}?{SKILLED}&course=99999",
    f"{GUIDE}?{SKILLED}&course=47592",
    f"{GUIDE}?residence=neither&situation=self_employed&education=higher&use=in_use",
    f"/en/what-does-it-cost/?{SKILLED}",
    f"/da/kurser/47592/?{SKILLED}",
    "/da/seks-uger/",
    "/da/seks-uger/?weeks=3&education=vocational",
    "/en/six-weeks/?weeks=x",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_and_fits(new_page, address):
    page = new_page(viewport=DESKTOP)
    page.goto(address)

    for screen in (DESKTOP, PHONE):
        page.set_viewport_size(screen)
        report = Axe().run(page, options={"resultTypes": ["violations"]})
        assert report.violations_count == 0, f"{screen['width']} px: {report.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), screen


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no-script"])
def test_from_the_first_question_to_the_price_on_a_course(new_page, with_script):
    page = new_page(java_script_enabled=with_script)
    page.goto("/da/kurser/47592/")
    page.get_by_role("link", name="Hvilken pris er min?").click()
    for answer in (
        "Jeg bor i Danmark",
        "Jeg er i arbejde",
        "Jeg betaler selv",
        "En erhvervsuddannelse (faglært)",
    ):
        page.get_by_label(answer).check()
        page.get_by_role("button", name="Næste").click()

    expect(page.get_by_text("Du betaler 1.526,00 kr.")).to_be_visible()
    page.get_by_role("link", name="Se datoer for kurset").click()
    expect(page.get_by_role("heading", name="Din pris", exact=True)).to_be_visible()
    expect(page.get_by_text("Du betaler 1.526,00 kr.")).to_be_visible()


def test_back_returns_to_the_question_before_with_nothing_lost(page):
    page.goto(GUIDE)
    for answer in ("Jeg bor i Danmark", "Jeg er i arbejde"):
        page.get_by_label(answer).check()
        page.get_by_role("button", name="Næste").click()
    expect(page.get_by_role("group", name="Hvem betaler kurset?")).to_be_visible()

    page.go_back()
    expect(page.get_by_role("group", name="Hvad er din situation?")).to_be_visible()
    page.get_by_label("Jeg har egen virksomhed").check()
    page.get_by_role("button", name="Næste").click()

    expect(page.get_by_role("group", name="Hvad er din højeste uddannelse?")).to_be_visible()


def test_the_guide_works_by_keyboard_alone(page):
    page.goto(GUIDE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the menu
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "residence":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_url("**residence=resident**")
    expect(page.get_by_role("group", name="Hvad er din situation?")).to_be_visible()


def test_an_unanswered_question_moves_the_focus_to_what_is_wrong(page):
    page.goto(GUIDE)
    page.get_by_role("button", name="Næste").click()

    page.wait_for_function("document.activeElement.id === 'error-summary'")
    expect(page.get_by_role("link", name="Vælg det svar, der passer på dig.")).to_be_visible()
