"""A course's page: both prices and what decides between them, and what nobody knows said plainly."""

from datetime import date
from decimal import Decimal

import pytest

from courses.models import Course
from tests.integration.catalogue.conftest import index
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

    assert (
        text.count("Det ved vi ikke. Spørg skolen.") == 4
    )  # length, certificate, job area, what it requires
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

    assert page(client, "22906").count('href="/da/hold/RUN') == 10
    assert client.get("/da/kurser/22906/?all=1").content.decode().count('href="/da/hold/RUN') == 12


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("classes", [0, 1, 12])
def test_a_page_nobody_has_asked_for_takes_three_queries_however_many_classes(
    client, courses, new_run, django_assert_num_queries, classes
):
    """What has changed, the classes and the schools; without a class one less."""
    for number in range(classes):
        new_run(f"RUN{number}", supplements=[("Kaffe", Decimal(40))])
    page(client, "47592")

    with django_assert_num_queries(3 if classes else 2):
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
    index()
    text = " ".join(page(client, "22906").split())

    assert "Dag: 2 hold. Aften: 1 hold" in text
    assert "Vi ved ikke, hvor meget der er værksted, og hvor meget der er teori." in text
