from tests.e2e.people import sign_in_staff
from tests.e2e.test_accessible import DESKTOP, PHONE, faults
from tests.e2e.test_schools_and_staff import pytestmark  # noqa
def test_look(new_page):
    for name, size in (("d", DESKTOP), ("p", PHONE)):
        page = new_page(viewport=size)
        sign_in_staff(page, "ministry", to="/admin/courses/synonym/add/")
        page.get_by_label("Hverdagsord").fill(f"løftegrej {name}")
        page.get_by_label("Katalogets ord").fill("gaffeltruck")
        page.get_by_role("button", name="Sæt det på listen").click()
        page.wait_for_load_state()
        page.screenshot(path=f"/tmp/xl/c{name}.png", full_page=True)
        print("row", faults(page))
        page.get_by_role("button", name="Fjern det fra listen").click()
        page.wait_for_url("**/synonym/"); page.wait_for_load_state()
        print("list", faults(page))
        page.goto("/admin/courses/feerate/")
        print("others list", faults(page))
