"""A course's page: both prices and what decides between them, and what nobody knows said plainly."""

from datetime import date
from decimal import Decimal

import pytest

from courses.models import Course
from tests.pages import source


def page(client, code, language="da"):
    slug = {"da": "kurser", "en": "courses"}[language]
    response = client.get(f"/{language}/{slug}/{code}/")
    assert response.status_code == 200
    return source(response)


def test_it_shows_number_title_days_and_both_prices(client, courses):
    text = page(client, "22906")

    assert "Sikkerhed v. asbestarbejde" in text
    assert "2 dage" in text
    assert "436,00 kr." in text
    assert "1.508,60 kr." in text
    assert "Din uddannelse afgør" in text


def test_english_is_equal(client, courses):
    text = page(client, "22906", "en")

    assert "DKK 436.00" in text
    assert "DKK 1,508.60" in text
    assert '<h1 lang="da">' in text


def test_a_full_price_nobody_knows_is_never_replaced_by_a_guess(client, courses):
    text = page(client, "47592")

    assert "1.526,00 kr." in text  # 7 days at 218
    assert "Spørg skolen" in text


def test_a_title_cut_by_the_source_says_so(client, courses):
    assert "skærer titler af ved 50 tegn" in page(client, "40002")


def test_what_the_data_do_not_say_is_not_invented(client, courses):
    text = page(client, "40002")

    assert text.count("Det ved vi ikke. Spørg skolen.") == 1
    for unknown in ("Hvor langt det er", "Om det ender i et certifikat", "Hvilket jobområde (FKB)"):
        assert unknown in text
    assert "2021-08" in text
    assert "Ingen datoer offentliggjort her" in text


def test_a_part_has_its_own_page(client, courses):
    assert "Ovenlys" in page(client, "49041-C")
    assert "Ovenlys" in page(client, "49041-c")


def test_a_number_with_several_parts_asks_which(client, courses):
    text = page(client, "49041")

    assert "/da/kurser/49041-B/" in text
    assert "/da/kurser/49041-C/" in text


@pytest.mark.parametrize("code", ["99999", "22906-X", "x", "%00", "a" * 300, "22906-"])
def test_a_course_that_is_not_there_is_not_found(client, db, code):
    assert client.get(f"/da/kurser/{code}/").status_code == 404


def test_its_next_classes_stand_there_with_seats_and_closed_ones_say_so(client, new_run):
    new_run("OPEN")
    new_run("CLOSED", starts_on=date(2026, 9, 2), ends_on=date(2026, 9, 3), enrol_by=date(2026, 8, 31))
    new_run("GONE", starts_on=date(2026, 8, 25), ends_on=date(2026, 8, 26), enrol_by=date(2026, 8, 20))
    new_run("DRAFT", status="draft")

    text = page(client, "22906")

    assert "/da/hold/OPEN/" in text
    assert "15 ledige pladser" in text
    assert "tirsdag 29. september 2026" in text
    assert "Lukket for tilmelding" in text
    assert "/da/hold/GONE/" not in text
    assert "/da/hold/DRAFT/" not in text


def test_ten_classes_are_shown_and_the_rest_on_demand(client, new_run):
    for number in range(12):
        new_run(f"RUN{number}")

    def listed(address):
        return (
            client.get(address).content.decode().split('<ul class="amu-runs">')[1].count('href="/da/hold/RUN')
        )

    assert listed("/da/kurser/22906/") == 10
    assert listed("/da/kurser/22906/?all=1") == 12


@pytest.mark.parametrize("classes", [1, 12])
def test_a_page_takes_ten_queries_however_many_classes(
    client, courses, new_run, django_assert_num_queries, classes
):
    """The course, its full prices, the rates, its classes twice, its schools, how it is taught, and the class in the
    card with its courses and extras, for its own price."""
    for number in range(classes):
        new_run(f"RUN{number}", supplements=[("Kaffe", Decimal(40))])

    with django_assert_num_queries(10):
        page(client, "22906")


@pytest.mark.django_db(transaction=True)
def test_what_is_changed_of_a_course_stands_on_its_page_at_once(client, courses):
    page(client, "22906")
    Course.objects.filter(number="22906").update(title="Asbest for begyndere")

    assert "Asbest for begyndere" in page(client, "22906")
    assert "Asbest for begyndere" in page(client, "22906", "en")


def test_a_part_is_found_however_it_is_typed(client, courses):
    Course.objects.create(number="31415", part="B", title="Svejsning B")
    Course.objects.create(number="31415", part="C", title="Svejsning C")

    assert "Svejsning B</h1>" in page(client, "31415-b")
    assert "Svejsning C</h1>" in page(client, "31415-C")
    both = page(client, "31415")
    assert both.index("Svejsning B") < both.index("Svejsning C")
    assert client.get("/da/kurser/31415-D/").status_code == 404


def test_how_it_is_taught_follows_from_its_classes(client, new_run):
    for number, form in enumerate(["day", "day", "evening", "unknown"]):
        new_run(f"RUN{number}", form=form)
    text = " ".join(page(client, "22906").split())

    assert "Dagundervisning (2 hold)" in text
    assert "Aftenundervisning (1 hold)" in text
    assert "Hvor meget der er værksted, og hvor meget der er teori" in text


def card(client, code):
    return page(client, code).split('<section class="amu-card"')[1].split("</section>")[0]


def test_the_card_has_the_next_class_with_its_date_place_seats_own_price_and_button(client, new_run):
    new_run("OTHER", starts_on=date(2026, 10, 6), ends_on=date(2026, 10, 7))
    new_run("NEXT", published_price=Decimal(500))
    said = card(client, "22906")

    for part in ("tirsdag 29. september 2026", "AMU SYD, Kolding", "15 ledige pladser", "500,00 kr."):
        assert part in said
    assert "/da/hold/NEXT/tilmeld/" in said
    assert "Hvilken pris er min?" in said


def test_the_prices_below_are_those_of_the_class_in_the_card(client, new_run):
    new_run("NEXT", published_price=Decimal(500))
    said = page(client, "22906").split('class="amu-price"')[1].split("</section>")[0]

    assert "Der er to priser på det næste hold." in said
    assert "500,00 kr." in said


def test_a_class_with_a_free_seat_comes_before_a_full_one_and_a_closed_one_is_never_next(client, new_run):
    new_run("CLOSED", starts_on=date(2026, 9, 2), ends_on=date(2026, 9, 3), enrol_by=date(2026, 8, 31))
    new_run("FULL", starts_on=date(2026, 9, 15), ends_on=date(2026, 9, 16), enrol_by=None, seats_elsewhere=20)
    new_run("FREE")
    said = page(client, "22906")

    assert "/da/hold/FREE/tilmeld/" in card(client, "22906")
    assert said.rindex("/da/hold/FREE/") < said.rindex("/da/hold/CLOSED/")


def test_where_all_are_full_the_card_leads_to_the_waiting_list(client, new_run):
    new_run("FULL", seats_elsewhere=20)

    assert "Skriv dig på ventelisten" in card(client, "22906")


def test_a_course_without_a_class_has_its_price_in_the_card_and_no_button(client, courses):
    said = card(client, "47592")

    assert "Lige nu er der ingen hold, du kan søge her." in said
    assert "1.526,00 kr." in said
    assert "button-primary" not in said


def test_the_purpose_stands_first_where_it_is_known(client, courses):
    Course.objects.filter(number="47592").update(short_label="Kør gaffeltruck på lageret")
    said = page(client, "47592")

    assert said.index("</h1>") < said.index("Kør gaffeltruck på lageret") < said.index("Varighed")
