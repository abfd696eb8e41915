"""Searching as people do it: with a mouse, by keyboard, with and without scripts, on two widths."""

import pytest
from playwright.sync_api import expect

from tests.e2e.test_catalogue import is_well, watched  # noqa: F401 - a fixture

pytestmark = [pytest.mark.e2e, pytest.mark.stack]

STATES = [
    "/da/kurser/?q=asbest&place=8000&km=50",
    "/da/kurser/?q=asbest&place=8000&km=10&form=evening&seats=1",
    "/da/kurser/?q=gafeltruk",
    "/en/courses/?place=Odense&lang=danish&from=2026-09-01&guaranteed=1",
    "/da/kurser/?page=1000000000&km=-1&place=99999&form=x&kul%C3%B8r=r%C3%B8d",
]


@pytest.mark.parametrize("address", STATES)
def test_every_state_of_the_page_is_accessible_and_fits(watched, address):  # noqa: F811
    watched.goto(address)

    is_well(watched)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no-script"])
def test_words_place_and_filters_are_chosen_and_taken_away(new_page, with_script, width):
    page = new_page(java_script_enabled=with_script, viewport={"width": width, "height": 800})
    page.goto("/da/kurser/")
    page.get_by_label("Kursus eller fag").fill("asbest")
    page.get_by_label("By eller postnummer", exact=True).fill("8000")
    if width < 992:  # elsewhere the filters stand beside the list
        page.get_by_text("Filtre", exact=True).click()
    page.get_by_label("Afstand fra by eller postnummer").select_option("50")
    page.get_by_role("button", name="Brug filtrene").click()

    expect(page.get_by_role("link", name="Sikkerhed v. asbestarbejde")).to_be_visible()
    expect(page.get_by_text("km væk").first).to_be_visible()
    page.get_by_role("link", name="Højst 50 km fra 8000 Aarhus C fjern").click()
    page.wait_for_url("**/kurser/?q=asbest")
    expect(page.get_by_label("Kursus eller fag")).to_have_value("asbest")


def test_a_filter_answers_at_once_and_the_keyboard_stays_where_it_is(watched):  # noqa: F811
    watched.set_viewport_size({"width": 1280, "height": 800})
    watched.goto("/da/kurser/?q=asbest")
    box = watched.get_by_label("Fristen er ikke overskredet")
    box.focus()
    watched.keyboard.press("Space")
    watched.wait_for_url("**/kurser/?q=asbest&open=1")

    watched.get_by_role("link", name="Fristen er ikke overskredet fjern").wait_for()
    assert watched.evaluate("document.activeElement.id") == "open"
    expect(watched.get_by_role("status")).to_have_text("1 kursus")
    assert "open=1" in watched.get_by_role("link", name="English").get_attribute("href")
    watched.keyboard.press("Space")
    watched.wait_for_url("**/kurser/?q=asbest")
    is_well(watched)


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no-script"])
def test_an_everyday_word_finds_the_course(new_page, with_script):
    page = new_page(java_script_enabled=with_script)
    page.goto("/da/kurser/?q=truckkort")

    expect(page.locator(".amu-results h2").first).to_have_text("Gaffeltruck certifikatkursus B, 7 dage")


def test_words_are_suggested_while_somebody_types(page):
    page.goto("/da/kurser/")
    with page.expect_response("**/kurser/forslag/**"):
        page.get_by_label("Kursus eller fag").press_sequentially("gaffel")

    page.locator("#words option[value=gaffeltruck]").wait_for(state="attached")
