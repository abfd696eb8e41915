"""Where somebody is: classes by distance, their municipality, and the schools around them."""

import pytest

from courses.models import PostalCode
from tests.integration.catalogue.conftest import new_school


@pytest.fixture
def apart(places):
    """Aarhus and Kolding where they are."""
    PostalCode.objects.filter(code="8000").update(latitude=56.16, longitude=10.2)
    PostalCode.objects.filter(code="6000").update(latitude=55.49, longitude=9.47)
    PostalCode.objects.create(code="9990", city="Skagen", latitude=57.72, longitude=10.59)
    return places


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def two(apart, new_run):
    far = new_run("FAR", place="Aarhus", starts_on="2026-09-10", ends_on="2026-09-11", enrol_by="2026-09-05")
    near = new_run("NEAR", place="Kolding")
    for run, code in ((far, "8000"), (near, "6000")):
        run.location.postal_code = code
        run.location.save()


def order(text, *codes):
    return sorted(codes, key=lambda code: text.index(f"/da/hold/{code}/"))


def test_classes_come_by_date_or_nearest_first(client, two):
    assert order(text_of(client, "/da/kurser/22906/"), "FAR", "NEAR") == ["FAR", "NEAR"]

    near = text_of(client, "/da/kurser/22906/?place=6000")

    assert order(near, "FAR", "NEAR") == ["NEAR", "FAR"]
    assert "Hold nærmest 6000 Kolding" in near
    assert "(87 km)" in near


def test_a_class_without_a_place_is_last(client, two, new_run):
    new_run("NOWHERE", starts_on="2026-09-08", ends_on="2026-09-09", enrol_by="2026-09-05", location=None)

    text = text_of(client, "/da/kurser/22906/?place=6000")

    assert order(text, "FAR", "NEAR", "NOWHERE") == ["NEAR", "FAR", "NOWHERE"]


def test_only_the_nearest_are_shown_until_all_are_asked_for(client, two, new_run):
    for number in range(12):
        new_run(f"MORE{number}")

    assert text_of(client, "/da/kurser/22906/?place=6000").count('<p class="amu-runs__seats">') == 10
    assert text_of(client, "/da/kurser/22906/?place=6000&all=1").count('<p class="amu-runs__seats">') == 14


def test_the_municipality_is_found_by_postal_code_and_not_guessed_where_unknown(client, two):
    assert "Det er i Kolding." in text_of(client, "/da/kurser/22906/?place=6000")
    assert "Det er i Aarhus." in text_of(client, "/da/kurser/22906/?place=aarhus")
    assert "Det er i" not in text_of(client, "/da/kurser/22906/?place=9990")


@pytest.mark.parametrize("place", ["99999", "%00", "x" * 500, "'; --", "0000", "%F0%9F%9A%9C"])
def test_a_place_nobody_knows_is_said_and_what_was_typed_is_kept(client, two, place):
    for path in ("/da/kurser/22906/", "/da/skoler/", "/da/mistet-bevis/"):
        text = text_of(client, f"{path}?place={place}")

        assert "Vi kender ikke det sted" in text or place == "%00"


def test_other_answers_in_the_address_are_kept(client, two):
    text = text_of(client, "/da/kurser/22906/?use=unused&place=6000")

    assert '<input type="hidden" name="use" value="unused">' in text


def test_schools_stand_by_name_or_by_distance_with_it(client, two, places):
    new_school("zz", "Åby Skole", places["Aarhus"], address_sourced=True)

    by_name = text_of(client, "/da/skoler/")
    assert by_name.index("AMU SYD") < by_name.index("Åby Skole")
    near = text_of(client, "/da/skoler/?place=6000")

    assert "Nærmest 6000 Kolding" in near
    assert "0 km" in near
    assert "2 hold med datoer" in near


def test_a_school_without_a_confirmed_place_gets_no_distance(client, apart):
    new_school("usikker", "Usikker skole", apart["Kolding"], address_sourced=False)

    text = text_of(client, "/da/skoler/?place=6000")

    assert "ingen bekræftet adresse" in text
    assert "0 km" not in text
    assert "Usikker skole" not in text_of(client, "/da/mistet-bevis/?place=6000")


def test_who_forgot_the_school_finds_the_nearest_with_its_page(client, two, school):
    school.website = "https://www.amusyd.example"
    school.save()

    assert "amusyd.example" not in text_of(client, "/da/mistet-bevis/")
    text = text_of(client, "/da/mistet-bevis/?place=kolding")

    assert "AMU SYD" in text
    assert "https://www.amusyd.example" in text


@pytest.mark.django_db(transaction=True)
def test_the_lists_ask_a_bounded_number_of_questions(
    client, two, new_run, places, django_assert_max_num_queries
):
    for number in range(8):
        new_school(f"s{number}", f"Skole {number}", places["Aarhus"], address_sourced=True)
        new_run(f"RUN{number}", place=f"By{number}")
    text_of(client, "/da/kurser/")

    with django_assert_max_num_queries(7):
        text_of(client, "/da/skoler/?place=6000")
    with django_assert_max_num_queries(18):
        text_of(client, "/da/kurser/22906/?place=6000")
