"""Searching: what fits, how many, and any address gives a page."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import Course, PostalCode
from courses.search.query import NAMES
from tests.integration.catalogue.conftest import new_school
from tests.pages import source


def found(client, **query):
    response = client.get("/da/kurser/", query)
    assert response.status_code == 200
    return [hit.course.code for hit in response.context["answer"].hits], response


def test_without_a_question_every_course_is_there_in_danish_order(client, courses):
    codes, response = found(client)

    assert codes == ["47592", "40002", "49041-C", "22906", "49041-B"]
    assert "5 kurser" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("gaffeltruck", ["47592"]),
        ("GAFFEL certifikat", ["47592"]),
        ("4759", ["47592"]),
        ("49041", ["49041-C", "49041-B"]),
        ("findes ikke her", []),
    ],
)
def test_every_word_must_be_in_title_or_number(client, courses, text, codes):
    assert found(client, q=text)[0] == codes


def test_a_subject_area_narrows(client, courses):
    assert found(client, area="construction")[0] == ["22906"]


def test_a_place_finds_classes_there_and_courses_its_schools_have_held(client, new_run):
    new_run("THERE", place="Aarhus")

    assert found(client, place="aarhus")[0] == ["22906"]
    assert found(client, place="6000")[0] == ["47592"]  # seen at the school in Kolding


def test_a_postal_code_means_what_is_near_it(client, new_run):
    new_run("THERE", place="Aarhus")

    assert found(client, place="8000")[0] == ["22906"]
    assert found(client, place="8000", km="100")[0] == ["22906", "47592"]  # the nearest first


@pytest.mark.parametrize("text", ["asbest Kolding", "kolding, asbest", "asbest (6000)"])
def test_a_town_among_the_words_is_where_to_look(client, new_run, text):
    new_run("HERE", place="Kolding")
    codes, response = found(client, q=text)
    page = " ".join(response.content.decode().split())

    assert codes == ["22906"]
    assert "er et sted, så vi søgte nær <strong>" in page
    assert "Højst 25 km fra" in page
    assert 'name="q" maxlength="100" value="asbest"' in page
    assert response.context["query"].address().startswith("q=asbest&place=")


@pytest.mark.parametrize("text", ["asbest Kolding Havn", "kolding havn, asbest", "asbest (kolding havn)"])
def test_a_town_of_several_words_is_where_to_look(client, new_run, places, text):
    near = {"latitude": 55.48, "longitude": 9.5, "municipality": places["Kolding"]}
    PostalCode.objects.create(code="6009", city="Kolding Havn", **near)
    Course.objects.create(number="99999", title="Havn og gods")
    new_run("HERE", place="Kolding")
    codes, response = found(client, q=text)

    assert codes == ["22906"]
    assert response.context["answer"].origin.name == "Kolding Havn"
    assert response.context["query"].q == "asbest"


def test_a_town_alone_is_where_to_look_for_anything(client, new_run):
    new_run("HERE", place="Kolding")
    codes, response = found(client, q="kolding")

    assert codes == ["47592", "22906"]
    assert response.context["query"].q == ""


def test_a_town_is_a_word_where_a_place_is_given_already(client, new_run):
    new_run("HERE", place="Kolding")
    codes, response = found(client, q="asbest aarhus", place="6000")

    assert codes == ["22906"]
    assert "Ingen kurser har ordet “aarhus”" in response.content.decode()


def test_a_town_that_courses_are_named_after_stays_a_word(client, courses):
    Course.objects.create(number="99999", title="Kolding i kunsten")

    assert found(client, q="kolding")[0] == ["99999"]


def test_a_class_that_is_open_stands_for_the_course_before_one_that_is_closed(client, new_run):
    new_run("CLOSED", starts_on=date(2026, 9, 8), ends_on=date(2026, 9, 8), enrol_by=date(2026, 8, 31))
    new_run("OPEN", starts_on=date(2026, 10, 6), ends_on=date(2026, 10, 6))
    _, response = found(client, dates="1")
    (hit,) = response.context["answer"].hits
    text = " ".join(response.content.decode().split())

    assert (hit.runs, hit.next_start, hit.run.booking_code) == (2, date(2026, 9, 8), "OPEN")
    assert "Det næste, du kan søge:" in text
    assert "<strong>tirsdag 6. oktober 2026</strong>" in text
    assert "tirsdag 8. september 2026" not in text


def test_the_nearest_open_class_stands_for_the_course_near_a_place(client, new_run):
    new_run("CLOSED", place="Aarhus", enrol_by=date(2026, 8, 31))
    new_run("FAR", place="Kolding")
    _, response = found(client, place="8000", km="100", dates="1")
    (hit,) = response.context["answer"].hits

    assert (hit.run.booking_code, hit.km) == ("FAR", 87)


def test_where_all_are_closed_the_next_still_stands_for_the_course(client, new_run):
    new_run("CLOSED", enrol_by=date(2026, 8, 31))
    _, response = found(client, dates="1")

    assert [hit.run.booking_code for hit in response.context["answer"].hits] == ["CLOSED"]
    assert "Lukket for tilmelding" in response.content.decode()


def test_school_region_and_form_must_hold_for_one_and_the_same_class(client, new_run, places):
    other = new_school("aarhus", "Aarhus Tekniske", places["Aarhus"])
    new_run("DAY", provider=other, place="Aarhus", form="day")
    new_run("EVENING", form="evening")

    assert found(client, provider="aarhus", form="day")[0] == ["22906"]
    assert found(client, provider="aarhus", form="evening")[0] == []
    assert found(client, region="Region Midtjylland", form="evening")[0] == []


def test_only_courses_with_dates(client, new_run):
    new_run("RUN")

    assert found(client, dates="1")[0] == ["22906"]


def test_a_hit_says_how_many_classes_when_the_next_one_starts_and_the_price(client, new_run):
    new_run("ONE")
    new_run("TWO")

    text = source(found(client, q="22906")[1])

    assert "2 hold" in text
    assert "tirsdag 29. september 2026" in text
    assert "436,00 kr. for målgruppen" in text


def test_what_is_chosen_can_be_taken_away_one_by_one(client, courses):
    text = found(client, q="asbest", area="construction", page="1")[1].content.decode()

    assert 'class="amu-chip" href="?q=asbest"' in text
    assert 'class="amu-chip" href="?area=construction"' in text


@pytest.mark.parametrize("odd", [{"area": "Findes ikke"}, {"form": "x"}, {"page": "x"}, {"region": "Skåne"}])
def test_what_makes_no_sense_is_left_out_and_said(client, courses, odd):
    codes, response = found(client, **odd)

    assert len(codes) == 5
    assert "En del af din søgning er udeladt" in response.content.decode()


def test_nothing_found_says_what_to_do(client, courses):
    codes, response = found(client, q="findes slet ikke")

    assert codes == []
    assert "Se alle kurser" in response.content.decode()


def test_a_page_beyond_the_last_is_the_last(client, courses):
    assert len(found(client, page="9000")[0]) == 5


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.dictionaries(st.sampled_from([*NAMES, "utm"]), st.text(max_size=150)))
def test_any_query_string_gives_a_page(client, courses, query):
    assert client.get("/da/kurser/", query).status_code == 200


@pytest.mark.parametrize(
    "raw", ["q=%ff%fe", "q=a&q=b", "=&&&==", "page[]=1", "q=%00", "a" * 2000, "q=%ED%A0%80"]
)
def test_nor_does_a_broken_one_break_it(client, courses, raw):
    assert client.get(f"/da/kurser/?{raw}").status_code == 200


def test_what_was_typed_is_never_markup(client, courses):
    text = found(client, q='"><script>alert(1)</script>')[1].content.decode()

    assert "<script>alert" not in text


@pytest.mark.parametrize(
    "query", [{}, {"q": "a", "place": "8000", "region": "Region Midtjylland", "form": "day"}]
)
def test_the_number_of_queries_is_bounded_whatever_is_asked(
    client, new_run, django_assert_max_num_queries, query
):
    for number in range(10):
        new_run(f"RUN{number}")

    with django_assert_max_num_queries(20):
        client.get("/da/kurser/", query)
