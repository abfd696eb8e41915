"""Schools near somebody, open data, and the desk where classes are made: usable by all, also without scripts."""

import pytest
from playwright.sync_api import expect

from tests.e2e.people import sign_in_staff
from tests.e2e.test_accessible import DESKTOP, PHONE, faults
from tests.workbooks import compound

pytestmark = [pytest.mark.e2e, pytest.mark.stack]

PAGES = [
    "/da/skoler/",
    "/en/providers/?place=5000",
    "/da/skoler/?place=ingensteder",
    "/da/mistet-bevis/",
    "/en/lost-certificate/?place=8000",
    "/da/aabne-data/",
    "/en/open-data/",
    "/da/kurser/22906/?place=5000",
    "/en/courses/22906/?place=x",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_and_fits(new_page, address):
    page = new_page(viewport=DESKTOP)
    complaints = []
    page.on("console", lambda said: complaints.append(said.text))

    page.goto(address)
    found = faults(page)
    page.set_viewport_size(PHONE)
    found += faults(page)

    assert found == []
    assert complaints == [], "the security policy refused something"


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no-script"])
def test_from_a_course_to_the_nearest_class_and_its_calendar_file(new_page, with_script):
    page = new_page(java_script_enabled=with_script)
    page.goto("/da/kurser/22906/")
    page.get_by_label("Dit postnummer eller din by").fill("5000")
    page.get_by_role("button", name="Vis de nærmeste hold").click()

    expect(page.get_by_role("heading", name="Hold nærmest 5000 Odense C")).to_be_visible()
    page.locator(".amu-runs a").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Læg holdet i din kalender").click()
    assert download.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_who_forgot_the_school_is_led_to_the_nearest(new_page):
    page = new_page()
    page.goto("/da/")
    page.get_by_role("link", name="Mistet dit AMU-bevis?").click()
    page.get_by_label("Dit postnummer eller din by").fill("5000")
    page.get_by_role("button", name="Find den nærmeste skole").click()

    expect(page.locator(".amu-schools li").first).to_contain_text("AMU-Fyn")


def test_a_school_makes_publishes_copies_and_cancels_a_class(new_page):
    page = new_page(viewport=DESKTOP)
    sign_in_staff(page, "registrar-fyn", to="/admin/courses/courserun/add/")
    found = faults(page)
    page.get_by_role("button", name="Gem som kladde").click()
    found += faults(page)
    page.get_by_label("Kurser, ét på hver linje").fill("47592; 7; 1526")
    page.get_by_label("Første dag").fill("07-06-2027")
    page.get_by_label("Sidste dag", exact=True).fill("15-06-2027")
    page.get_by_label("Sidste frist for tilmelding").fill("31-05-2027")
    page.get_by_label("Pladser", exact=True).fill("12")
    page.get_by_role("button", name="Gem som kladde").click()
    expect(page.get_by_text("Gemt som kladde")).to_be_visible()
    found += faults(page)
    page.get_by_role("button", name="Offentliggør").click()
    expect(page.get_by_text("Offentliggjort. Alle kan se holdet")).to_be_visible()
    public = page.get_by_role("link", name="Som offentligheden ser det").get_attribute("href")
    for name in ("Ret …", "Flere datoer …", "Kopiér …"):
        page.get_by_role("link", name=name).click()
        found += faults(page)
        page.go_back()
    page.get_by_role("link", name="Aflys holdet …").click()
    found += faults(page)
    page.get_by_label("Hvorfor er holdet aflyst?").fill("For få tilmeldte.")
    page.get_by_role("button", name="Aflys holdet, og giv alle besked").click()
    page.goto(public)

    expect(page.get_by_text("Holdet er aflyst")).to_be_visible()
    expect(page.get_by_text("For få tilmeldte.")).to_be_visible()
    assert found == []


def test_a_school_checks_a_spreadsheet_before_it_is_carried_out(new_page):
    page = new_page(viewport=DESKTOP)
    sign_in_staff(page, "registrar-fyn", to="/admin/courses/courserun/import/")
    found = faults(page)
    rows = (
        "courses;starts_on;ends_on;capacity\n47592;07-06-2027;15-06-2027;12\n99999;07-06-2027;15-06-2027;12\n"
    )
    page.locator("input[type=file]").set_input_files(
        {"name": "hold.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    page.get_by_role("button", name="Tjek filen uden at ændre noget").click()

    expect(page.get_by_text("1 række skal rettes. Intet er ændret.")).to_be_visible()
    expect(page.get_by_text("Der er intet kursus med nummeret 99999.")).to_be_visible()
    assert found + faults(page) == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "320"])
def test_a_school_chooses_its_spreadsheet_once_and_sees_what_changes(new_page, viewport):
    page = new_page(viewport=viewport)
    sign_in_staff(page, "registrar-fyn", to="/admin/courses/courserun/import/")
    first_day = "07-06-2027" if viewport is DESKTOP else "08-06-2027"
    found = []
    for seats in (12, 14):
        page.goto("/admin/courses/courserun/import/")
        rows = f"Kursus;Første dag;Sidste dag;Pladser\n47592;{first_day};15. juni 2027;{seats}\n"
        page.locator("input[type=file]").set_input_files(
            {"name": "hold.csv", "mimeType": "text/csv", "buffer": rows.encode()}
        )
        page.get_by_role("button", name="Tjek filen uden at ændre noget").click()
        expect(page.get_by_text("Filen er i orden. Intet er ændret endnu.")).to_be_visible()
        if seats == 14:
            expect(page.get_by_text("Pladser: 12 → 14")).to_be_visible()
        found += faults(page)
        page.get_by_role("button", name="Udfør det, der er vist").click()
        expect(
            page.get_by_text("1 kladde er oprettet." if seats == 12 else "1 hold er ændret.")
        ).to_be_visible()

    assert found == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "320"])
def test_a_school_is_told_what_is_wrong_with_its_workbook_and_fetches_an_empty_one(new_page, viewport):
    page = new_page(viewport=viewport)
    sign_in_staff(page, "registrar-fyn", to="/admin/courses/courserun/import/")
    found = faults(page)
    page.locator("input[type=file]").set_input_files(
        {"name": "hold.xlsx", "mimeType": "application/octet-stream", "buffer": compound("EncryptedPackage")}
    )
    page.get_by_role("button", name="Tjek filen uden at ændre noget").click()
    expect(page.get_by_role("link", name="Projektmappen har en adgangskode")).to_be_visible()
    found += faults(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent et tomt regneark").click()

    assert download.value.suggested_filename == "hold.xlsx"
    assert found == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "320"])
def test_an_everyday_word_is_put_on_the_list_found_by_and_taken_off_again(new_page, viewport):
    page = new_page(viewport=viewport)
    sign_in_staff(page, "ministry", to="/admin/courses/synonym/")
    found = faults(page)
    page.goto("/admin/courses/synonym/add/")
    page.get_by_label("Hverdagsord").fill("løftegrej")
    page.get_by_label("Katalogets ord").fill("kursus")
    page.get_by_role("button", name="Sæt det på listen").click()
    found += faults(page)
    page.get_by_label("Katalogets ord").fill("gaffeltruck")
    page.get_by_role("button", name="Sæt det på listen").click()
    page.get_by_text("Gemt. Søgninger kender det fra nu af").wait_for()
    found += faults(page)
    assert finds(new_page, "løftegrej") > 0
    page.get_by_role("button", name="Fjern det fra listen").click()
    page.get_by_text("Fjernet fra listen: løftegrej → gaffeltruck").wait_for()

    assert finds(new_page, "løftegrej") == 0
    assert found == []


def finds(new_page, word):
    """How many courses a visitor with an empty browser cache finds."""
    page = new_page()
    page.goto(f"/da/kurser/?q={word}")
    return page.get_by_role("link", name="Gaffeltruck").count()
