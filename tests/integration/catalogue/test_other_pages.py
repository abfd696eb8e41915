"""The front page, the schools' pages, and the page about the data."""

import pytest

from courses.models import DataSource
from tests.integration.catalogue.conftest import new_school


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_front_page_has_a_search_with_place_three_doors_and_areas_with_counts(client, courses):
    text = text_of(client, "/da/")

    assert 'name="q"' in text
    assert 'name="place"' in text
    for door in ("/da/kurser/", "/da/hvad-koster-det/", "/da/afslag/"):
        assert f'class="amu-door" href="{door}"' in text
    assert "Bygge og anlæg" in text
    assert "1 kursus" in text


def test_an_area_on_the_front_page_leads_to_its_courses(client, courses):
    response = client.get("/da/kurser/?area=construction")

    assert "/da/kurser/?area=construction" in text_of(client, "/da/")
    assert [hit.course.code for hit in response.context["answer"].hits] == ["22906"]


def test_the_front_page_takes_one_query(client, courses, django_assert_num_queries):
    with django_assert_num_queries(1):
        text_of(client, "/da/")


def test_an_empty_catalogue_still_gives_a_front_page(client, db):
    assert "Kataloget er tomt." in text_of(client, "/da/")


def test_a_school_shows_its_classes_and_its_confirmed_address(client, new_run):
    new_run("RUN")

    text = text_of(client, "/da/skoler/amu-syd/")

    assert "Skolevej 1" in text
    assert "/da/hold/RUN/" in text


def test_an_unconfirmed_address_is_not_shown_as_a_fact(client, places):
    new_school("usikker", "Usikker skole", places["Aarhus"], address_sourced=False)

    text = text_of(client, "/da/skoler/usikker/")

    assert "Skolevej 1" not in text
    assert "Vi har ingen bekræftet adresse" in text


def test_a_school_nobody_knows_is_not_found(client, db):
    assert client.get("/da/skoler/findes-ikke/").status_code == 404


def test_every_source_stands_with_its_licence_and_whether_it_is_given_on(client, db):
    DataSource.objects.create(
        key="runs",
        title="Published runs of course 22906",
        holds="x",
        licence="No licence stated",
        in_open_data=False,
    )

    text = text_of(client, "/da/om-data/")

    assert "Offentliggjorte hold på kursus 22906" in text
    assert "No licence stated" in text
    assert "Nej: vises her, men gives ikke videre" in text


@pytest.mark.parametrize("path", ["/da/", "/da/kurser/", "/da/om-data/", "/da/hvad-koster-det/"])
def test_a_public_page_changes_nothing_when_somebody_posts_to_it(client, db, path):
    assert client.post(path).status_code == 405
