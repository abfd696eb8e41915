"""A class's page: when, where, seats, price, and how to apply or why nobody can."""

from datetime import date
from decimal import Decimal

import pytest

from tests.pages import source


def page(client, code, language="da"):
    slug = {"da": "hold", "en": "classes"}[language]
    response = client.get(f"/{language}/{slug}/{code}/")
    assert response.status_code == 200
    return source(response)


APPLY = "Søg om en plads"


def test_it_says_when_where_and_until_when_with_weekdays(client, new_run):
    new_run("RUN")

    text = page(client, "RUN")

    assert "tirsdag 29. september 2026 – onsdag 30. september 2026" in text
    assert "08.00–15.24" in text
    assert "tirsdag 22. september 2026" in text
    assert "Koldingvej 3" in text


def test_free_seats_are_capacity_less_those_elsewhere_less_ours(client, new_run):
    new_run("RUN", capacity=20, seats_elsewhere=5, seats_taken=3)

    text = page(client, "RUN")

    assert "12 ledige pladser" in text
    assert "5 pladser var optaget gennem andre systemer den 4. august 2026" in text


def test_no_seat_taken_elsewhere_is_said_with_its_day(client, new_run):
    new_run("RUN", seats_elsewhere=0)

    assert "Ingen pladser var optaget gennem andre systemer den 4. august 2026" in page(client, "RUN")


def test_who_can_apply_sees_the_way_in(client, new_run):
    run = new_run("RUN")

    text = page(client, run.booking_code)

    assert APPLY in text
    assert 'href="/da/' in text


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"status": "cancelled"}, "Holdet er aflyst"),
        ({"enrol_by": date(2026, 8, 31)}, "Tilmeldingsfristen er udløbet"),
        ({"seats_elsewhere": 20}, "Alle pladser er optaget"),
        ({"seats_elsewhere": 0, "seats_taken": 20}, "Alle pladser er optaget"),
    ],
)
def test_who_cannot_is_told_why_and_shown_other_dates(client, new_run, facts, why):
    new_run("RUN", **facts)
    new_run("OTHER")

    text = page(client, "RUN")

    assert why in text
    assert APPLY not in text
    assert "/da/hold/OTHER/" in text


def test_the_last_day_itself_is_in_time(client, new_run):
    new_run("RUN", enrol_by=date(2026, 9, 1))

    assert APPLY in page(client, "RUN")


def test_a_published_price_is_shown_and_a_full_price_only_where_it_is_known(client, new_run):
    new_run("KNOWN", full_price=Decimal("1508.60"))
    new_run("UNKNOWN")

    assert "1.508,60 kr." in page(client, "KNOWN")
    assert "Spørg skolen" in page(client, "UNKNOWN")
    assert "436,00 kr." in page(client, "UNKNOWN")


def test_a_class_whose_price_only_the_school_knows_shows_no_number(client, new_run):
    new_run("RUN", published_price=None, asks_school_for_price=True)

    text = page(client, "RUN")

    assert "Spørg skolen" in text
    assert "436,00" not in text


def test_supplements_can_be_declined_and_are_not_in_the_price(client, new_run):
    new_run("RUN", supplements=[("Forplejning", Decimal(340)), ("Lokale", Decimal(360))])

    text = page(client, "RUN")

    assert "436,00 kr." in text
    assert "340,00 kr." in text
    assert "Tillæg, du kan sige nej til" in text
    assert "1.136,00" not in text


def test_withdrawal_costs_a_private_person_nothing_and_an_employer_what_the_law_says(client, new_run):
    new_run("RUN")

    text = page(client, "RUN")

    assert "Som privatperson betaler du efter loven intet gebyr" in text
    assert "1.500,00 kr." in text
    assert "3.500,00 kr." in text


def test_an_invented_class_says_that_it_is(client, new_run):
    new_run("DEMO", is_demo=True)

    assert "opdigtet" in page(client, "DEMO")


def test_a_draft_does_not_exist(client, new_run):
    new_run("DRAFT", status="draft")

    assert client.get("/da/hold/DRAFT/").status_code == 404


@pytest.mark.parametrize("code", ["nothing", "%27", "a" * 500, "%F0%9F%9A%9C"])
def test_neither_does_a_code_nobody_gave(client, db, code):
    assert client.get(f"/da/hold/{code}/").status_code == 404


def test_english_is_equal(client, new_run):
    new_run("RUN")

    text = page(client, "RUN", "en")

    assert "Tuesday 29 September 2026" in text
    assert "DKK 436.00" in text
    assert "Apply for a seat" in text


@pytest.mark.django_db(transaction=True)
def test_the_number_of_queries_is_bounded(client, new_run, django_assert_max_num_queries):
    for number in range(6):
        new_run(f"RUN{number}", supplements=[("Kaffe", Decimal(40)), ("Lokale", Decimal(60))])
    page(client, "RUN1")

    with django_assert_max_num_queries(9):
        page(client, "RUN0")


def test_a_full_class_offers_its_waiting_list(client, new_run):
    new_run("RUN", seats_elsewhere=20)

    text = page(client, "RUN")

    assert "Skriv dig på ventelisten" in text
    assert "/da/hold/RUN/tilmeld" in text or "/da/hold/RUN/" in text


def test_whom_to_contact_and_the_calendar_stand_there(client, new_run, school):
    new_run("RUN")
    assert "Vi ved ikke, hvordan du får fat i skolen." in page(client, "RUN")
    school.website = "https://www.amusyd.example"
    school.save()

    text = page(client, "RUN")

    assert "https://www.amusyd.example" in text
    assert "/da/hold/RUN/kalender.ics" in text


def test_a_guarantee_stands_with_its_minimum(client, new_run):
    new_run("RUN", is_guaranteed=True, minimum=5)

    assert "mindst 5 deltagere" in page(client, "RUN")
