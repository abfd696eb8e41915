"""The counter: a caller without MitID is entered, enrolled, withdrawn and told by letter, by keyboard alone."""

from datetime import timedelta

import pytest

from amu import clock
from tests import situations
from tests.e2e.people import sign_in_staff

pytestmark = pytest.mark.e2e
MOST_TABS = 120


class Keyboard:
    """Somebody who uses no mouse: Tab until the thing has the focus, then a key."""

    def __init__(self, page):
        self.page = page

    def to(self, selector):
        for _ in range(MOST_TABS):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {selector}")

    def write(self, words):
        self.page.keyboard.type(words)

    def choose(self):
        self.page.keyboard.press("Space")

    def enter(self, address):
        with self.page.expect_navigation(url=address):  # also where the address stays the same
            self.page.keyboard.press("Enter")


@pytest.fixture
def where(stack_database):
    from courses.models import Provider

    first, last, apply_by = (clock.today() + timedelta(days=days) for days in (30, 31, 20))
    situations.rate(first.year)
    school = Provider.objects.get(key="amu-fyn")
    return situations.run(school=school, starts_on=first, ends_on=last, enrol_by=apply_by)


def test_somebody_without_mitid_is_served_by_keyboard(page, where):
    sign_in_staff(page, "registrar-fyn", to="/admin/")
    page.goto("/da/medarbejder/")
    keys = Keyboard(page)

    keys.to("a[href$='/find/']").enter("**/find/")
    keys.to("#id_name").write("Åse Uden Mitid")
    keys.to("#id_birth_date").write("03-04-1950")
    keys.enter("**/find/")
    keys.to("form[action$='/enter/'] button").enter("**/enter/")
    for field, words in (("street", "Algade 4"), ("postal_code", "5000"), ("city", "Odense C")):
        keys.to(f"#id_{field}").write(words)
    keys.to("input[name=asked]").choose()
    keys.enter("**/visit/")

    keys.to("a[href*='/application/for/']").enter("**/for/*/")
    keys.to("#id_booking_code").write(where.booking_code)
    keys.enter("**/for/*/*/")
    for question in ("residence", "situation", "payer", "wage", "education", "skills", "asked"):
        keys.to(f"input[name={question}]").choose()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tilmeld personen").wait_for()
    keys.to("button.amu-button:not([name])").enter("**/change/")

    keys.to("a[href$='/withdraw/']").enter("**/withdraw/")
    keys.to("input[name=asked]").choose()
    keys.enter("**/change/")
    with page.expect_download() as letter:
        keys.to("form[action$='/confirmation/'] button")
        page.keyboard.press("Enter")
    assert letter.value.path().read_bytes().startswith(b"%PDF")
    assert "Åse" not in letter.value.suggested_filename
