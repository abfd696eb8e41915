"""What may be cached: public pages, never one that was made for a person."""

import pytest

from tests.situations import person


@pytest.mark.parametrize(
    "query", ["", "q=asbest", "place=8000&km=50&form=day", "q=findes+slet+ikke", "page=x"]
)
def test_a_search_by_nobody_in_particular_may_be_shared_for_seconds(client, courses, query):
    response = client.get(f"/da/kurser/?{query}")

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=10, stale-while-revalidate=30"
    assert not response.cookies


def test_a_search_by_somebody_who_is_signed_in_is_stored_nowhere(client, courses):
    client.force_login(person())

    assert client.get("/da/kurser/?q=asbest")["Cache-Control"] == "no-store"


def test_suggestions_begin_like_the_last_word(client, courses):

    assert client.get("/da/kurser/forslag/?q=certifikat+gaf").json() == ["certifikat gaffeltruck"]
    assert client.get("/da/kurser/forslag/?q=ASB").json()[0] == "asbestarbejde"
    for nothing in ("", "x", "%25", "%00", "a" * 5000):
        assert client.get(f"/da/kurser/forslag/?q={nothing}").json() == []


def test_a_list_for_the_field_is_there_without_scripts(client, catalogue_words):
    text = client.get("/da/kurser/").content.decode()

    assert '<option value="truckkort"></option>' in text


@pytest.fixture
def catalogue_words(courses):
    from courses.models import Synonym

    Synonym.objects.create(folded="truckkort", term="truckkort", means="gaffeltruck")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("", 5),
        ("q=asbest", 7),
        ("q=asbest&place=8000&km=50&form=day&seats=1&region=Region+Midtjylland", 8),
        ("q=gafeltruk", 12),
    ],
)
def test_a_page_takes_few_questions_to_the_database(
    client, new_run, query, most, django_assert_max_num_queries
):
    for number in range(10):
        new_run(f"RUN{number}")
    client.get("/da/kurser/?page=2")

    with django_assert_max_num_queries(most):
        client.get(f"/da/kurser/?{query}")


def test_nothing_found_says_what_a_longer_way_and_each_filter_would_give(client, new_run):
    new_run("THERE", place="Kolding", form="day")

    text = client.get("/da/kurser/?q=asbest&place=8000&km=10").content.decode()
    assert "Inden for 100 km</a>: 1 kursus" in " ".join(text.split())
    text = client.get("/da/kurser/?q=asbest&form=evening").content.decode()
    assert "Uden “Hvornår og hvordan”</a>: 1 kursus" in " ".join(text.split())


def test_a_misspelt_word_is_told_with_the_one_used_instead(client, courses):
    text = " ".join(client.get("/da/kurser/?q=gafeltruk").content.decode().split())

    assert "ingen kurser med “gafeltruk”" in text
    assert "<strong>gaffeltruck</strong>" in text
