"""My Overview and the staff's page: for the person signed in, and nobody else."""

import re
from datetime import date

import pytest
from django.urls import reverse

from amu.kernel.next_steps import DayIs, Pressing, Turn
from amu.people.models import User
from amu.web import overview
from amu.web.next_steps import NextStep


@pytest.fixture
def signed_in(client, db):
    client.force_login(User.objects.create(username="mette"))
    return client


def due(title, day=None, *, pressing=Pressing.DUTY, turn=Turn.PERSON):
    return NextStep(title, "Skolen venter.", turn, pressing, "Skole 1", day, DayIs.LAST_DAY, "/da/", "Send")


def test_a_stranger_is_sent_to_sign_in_and_back(client, db):
    response = client.get("/da/mit-overblik/")

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("sign_in"))
    assert "next=/da/mit-overblik/" in response["Location"]


def test_it_is_stored_nowhere(signed_in):
    assert signed_in.get("/da/mit-overblik/")["Cache-Control"] == "no-store"


def test_so_is_a_public_page_once_somebody_is_signed_in(signed_in):
    response = signed_in.get("/da/om-data/")

    assert response["Cache-Control"] == "no-store"
    assert "Log ud" in response.content.decode()


def test_the_next_step_comes_first_with_its_date(signed_in, monkeypatch):
    step = due("Send dine papirer", date(2026, 9, 29))
    monkeypatch.setattr(overview, "_step_sources", [lambda _user: [step]])

    text = signed_in.get("/da/mit-overblik/").content.decode()

    assert text.index("Send dine papirer") < text.index("</main>")
    assert re.search(r"Senest\s+</span>\s+tirsdag 29. september 2026", text)
    assert re.search(r'<h1>.*?<section class="amu-next"', text, re.DOTALL)


def test_with_nothing_to_do_it_says_so(signed_in, monkeypatch):
    monkeypatch.setattr(overview, "_step_sources", [])

    assert "Der er ikke noget, du skal gøre lige nu." in signed_in.get("/da/mit-overblik/").content.decode()


def test_the_staffs_page_does_not_exist_for_others(signed_in):
    assert signed_in.get("/da/medarbejder/").status_code == 404


def test_there_is_one_card_and_the_others_follow_in_order(signed_in, monkeypatch):
    steps = [
        due("Venter", date(2026, 9, 2), pressing=Pressing.WAIT, turn=Turn.SCHOOL),
        due("Begynder", date(2026, 9, 3), pressing=Pressing.EVENT),
        due("Læs", pressing=Pressing.ACT),
        due("Senere frist", date(2026, 9, 30)),
        due("Første frist", date(2026, 9, 29)),
        due("Forbi", pressing=Pressing.OVER, turn=Turn.NOBODY),
    ]
    monkeypatch.setattr(overview, "_step_sources", [lambda _user: steps])

    page = signed_in.get("/da/mit-overblik/")

    assert page.context["step"].title == "Første frist"
    assert [step.title for step in page.context["other_steps"]] == [
        "Senere frist",
        "Læs",
        "Begynder",
        "Venter",
    ]
    assert page.content.decode().count('class="amu-next"') == 1
    assert "Venter på Skole 1" in page.content.decode()
