"""Signing in as people do, through real pages."""

from amu.local.personas import STAFF, STAFF_PHRASE, code_now, persona


def sign_in(page, key, *, button="Log ind med MitID"):
    """Choose a persona at the identity provider; the sign-in page is open."""
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name=persona(key).name).click()


def sign_in_staff(page, username, *, to="/admin/"):
    page.goto(to)
    page.get_by_label("Brugernavn").fill(username)
    page.get_by_label("Adgangskode").fill(STAFF_PHRASE)
    page.get_by_role("button", name="Fortsæt").click()
    seed = next(person.code_seed for person in STAFF if person.username == username)
    page.locator("input[name=code]").fill(code_now(seed))
    page.locator("form button[type=submit]").first.click()


def answer_as_skilled(page, email):
    page.get_by_label("En erhvervsuddannelse (faglært)").check()
    page.get_by_label("Jeg bor i Danmark").check()
    page.get_by_label("Jeg er i arbejde").check()
    page.get_by_label("Din e-mailadresse").fill(email)
    page.get_by_role("button", name="Videre: se min pris").click()
