"""Signing in as people do, through real pages."""

import time
from uuid import uuid4

from amu import clock
from amu.local.personas import CODE_SECONDS, STAFF, STAFF_PHRASE, code_now, persona

_used: dict[str, str] = {}
_sessions: dict[str, list] = {}


def sign_in(page, key, *, button="Log ind med MitID"):
    """Choose a persona at the identity provider; the sign-in page is open."""
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name=persona(key).name).click()


def sign_in_staff(page, username, *, to="/admin/"):
    """By password and code; in the session they had in another test where it still is good, as codes take a minute."""
    page.context.add_cookies(_sessions.get(username, []))
    page.goto(to)
    if page.get_by_label("Brugernavn").count() == 0:
        return
    page.get_by_label("Brugernavn").fill(username)
    page.get_by_label("Adgangskode").fill(STAFF_PHRASE)
    page.get_by_role("button", name="Fortsæt").click()
    page.locator("input[name=code]").fill(unused_code(username))
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(f"**{to.partition('?')[0]}**")
    _sessions[username] = [cookie for cookie in page.context.cookies() if cookie["httpOnly"]]


def unused_code(username):
    """A code is good once: whoever signs in again within its half minute waits for the next one."""
    seed = next(person.code_seed for person in STAFF if person.username == username)
    while (code := code_now(seed)) == _used.get(username) or _about_to_change():
        time.sleep(0.5)
    _used[username] = code
    return code


def _about_to_change():
    """In the last seconds of a code's half minute it may be spent before it arrives."""
    return CODE_SECONDS - clock.now().timestamp() % CODE_SECONDS < 8


DANISH = {
    "begin": "Begynd",
    "next": "Gem, og gå videre",
    "resident": "Jeg bor i Danmark",
    "employee": "Jeg er i arbejde",
    "myself": "Jeg betaler selv",
    "paid": "Ja, min arbejdsgiver betaler min løn",
    "vocational": "En erhvervsuddannelse (faglært)",
    "declined": "Nej tak",
    "email": "Din e-mailadresse",
}
ENGLISH = {
    "begin": "Begin",
    "next": "Save and go on",
    "resident": "I live in Denmark",
    "employee": "I have a job",
    "myself": "I pay for it myself",
    "paid": "Yes, my employer pays my wages",
    "vocational": "A vocational education (skilled worker)",
    "declined": "No, thank you",
    "email": "Your e-mail address",
}
CHOSEN = [("resident",), ("employee",), ("myself", "paid"), ("vocational",), ("declined",), ()]


def answer_as_skilled(page, email, *, words=DANISH):
    """From the list of what is asked to the page for checking, one question after the other."""
    page.get_by_role("button", name=words["begin"], exact=True).click()
    for choices in CHOSEN:
        for choice in choices:
            page.get_by_label(words[choice], exact=True).check()
        go_on(page, words=words)
    page.get_by_label(words["email"]).fill(email)
    go_on(page, words=words)
    if page.locator("#error-summary").count() == 0:
        go_on(page, words=words)


def answer_as_booked(page, email):
    """From the list to the page for checking, for whom a company has booked a seat: who pays is said already."""
    page.locator("main .amu-action a.button-primary").click()
    for choices in (("resident",), ("paid",), ("vocational",), ("declined",), ()):
        for choice in choices:
            page.get_by_label(DANISH[choice], exact=True).check()
        go_on(page)
    page.get_by_label(DANISH["email"]).fill(email)
    go_on(page)
    if page.locator("#error-summary").count() == 0:
        go_on(page)


def go_on(page, *, words=DANISH):
    page.get_by_role("button", name=words["next"], exact=True).click()


def own_address():
    """An address of one test alone, so that its mail is told from everybody else's."""
    return f"{uuid4().hex}@example.org"


def wait_for_mail_to(stack, address, leads_to, *, count=1):
    """Until so many have come that lead to a page of that kind: all of them say the same."""

    def has_come():
        mails = [mail for mail in stack.mail() if mail["To"] == address]
        return sum(f"/da/{leads_to}/" in mail.get_content() for mail in mails) >= count

    stack.wait_until(has_come, seconds=60, what=f"no mail that leads to {leads_to}")
