"""Somebody lets another act in one case: by a code, by keyboard, without JavaScript, on a small screen."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amu import clock
from tests.e2e.people import own_address, sign_in
from tests.e2e.test_refused import apply_as, number_on, real_run, refuse  # noqa: F401 - a fixture

pytestmark = [pytest.mark.e2e, pytest.mark.stack]

A_CODE = re.compile(r"[2-9A-Z]{5}-[2-9A-Z]{5}")
PHONE = {"width": 320, "height": 640}


def press(page, role, name):
    """As somebody does who has no mouse."""
    page.get_by_role(role, name=name).first.focus()
    page.keyboard.press("Enter")


def test_a_daughter_appeals_for_her_father_until_he_ends_it(stack, new_page, real_run):  # noqa: F811
    father = new_page(viewport=PHONE, java_script_enabled=False)
    case = apply_as(father, real_run.booking_code, "engineer", own_address())
    number = number_on(father)
    press(father, "link", "Hvem der må handle for dig i denne sag")
    father.get_by_label("Hvem må handle for dig?").fill("Min datter")
    father.get_by_label("Til og med hvilken dag?").fill("31-12-2027")
    press(father, "button", "Lav fuldmagten og koden")
    expect(father.get_by_text("Vælg en dag inden for et år").first).to_be_visible()
    father.get_by_label("Til og med hvilken dag?").fill(in_a_month())
    press(father, "button", "Lav fuldmagten og koden")
    expect(father.locator("main")).to_contain_text(A_CODE)
    code = A_CODE.search(father.locator("main").inner_text())[0]

    school = new_page()
    refuse(school, number, "Udleveret")

    daughter = new_page(viewport=PHONE, java_script_enabled=False)
    daughter.goto("/da/handl-for-en-anden/")
    sign_in(daughter, "electrician")
    daughter.get_by_label("Tilmeldingens nummer").fill(number)
    daughter.get_by_label("Kode", exact=True).fill("22222-22222")
    press(daughter, "button", "Handl i denne sag")
    expect(daughter.locator("main")).to_contain_text("Nummeret og koden passer ikke sammen")
    daughter.get_by_label("Kode", exact=True).fill(code.lower())
    press(daughter, "button", "Handl i denne sag")
    expect(daughter.locator("main")).to_contain_text("Du handler for en anden")
    press(daughter, "link", "Læs afgørelsen, og hvad du kan gøre")
    press(daughter, "link", "Klag over afgørelsen")
    daughter.get_by_label("Hvorfor er du uenig?").fill("Min far har beviset.")
    press(daughter, "button", "Send klagen")
    expect(daughter.locator("main")).to_contain_text("som repræsentant")
    appeal = daughter.url

    father.goto(case)
    press(father, "link", "Hvem der må handle for dig i denne sag")
    press(father, "button", "Afslut fuldmagten til")
    expect(father.locator("main")).to_contain_text("Fuldmagten er ophørt")
    assert daughter.goto(appeal).status == 404


def in_a_month():
    return f"{clock.today() + timedelta(days=30):%d-%m-%Y}"
