"""What is typed or pasted into a search is understood as it looks; a booking code leads to its class."""

import pytest

from courses.enums import RunStatus
from courses.models import PostalCode, Synonym
from tests.pages import text

RING = "\N{COMBINING RING ABOVE}"
SOFT, ZERO, MARK = "\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH NO-BREAK SPACE}"


@pytest.mark.parametrize(
    "typed",
    [
        "22906-AB12CDE",
        "22906-ab12cde",
        " 22906 – ab12cde ",
        "22906 AB12CDE",
        f"{MARK}22906\N{NON-BREAKING HYPHEN}AB12{SOFT}CDE{ZERO}",
    ],
)
def test_a_booking_code_leads_to_its_class(client, new_run, typed):
    new_run("22906-AB12CDE")

    answer = client.get("/da/kurser/", {"q": typed})

    assert (answer.status_code, answer["Location"]) == (302, "/da/hold/22906-AB12CDE/")


def test_the_booking_code_of_a_draft_leads_nowhere(client, new_run):
    new_run("22906-AB12CDE", status=RunStatus.DRAFT)

    assert client.get("/da/kurser/", {"q": "22906-AB12CDE"}).status_code == 200


def test_a_course_number_leads_to_its_course(client, courses):
    answer = client.get("/da/kurser/", {"q": "47592"}).context["answer"]

    assert [hit.course.code for hit in answer.hits] == ["47592"]


@pytest.mark.parametrize(
    "place",
    ["Åbenrå", f"A{RING}benra{RING}", f"A{ZERO}{RING}benrå", f"Åben{SOFT}rå", f"{MARK}Åbenrå", f"6{ZERO}200"],
)
def test_a_place_is_understood_whatever_came_along_when_it_was_copied(client, courses, place):
    PostalCode.objects.create(code="6200", city="Åbenrå", latitude=55.0, longitude=9.4)

    assert "Åbenrå" in client.get("/da/kurser/", {"place": place}).context["answer"].origin.name


@pytest.mark.parametrize(
    "typed", [f"asb{SOFT}est", f"as{ZERO}best", "\N{RIGHT-TO-LEFT MARK}asbest", f"{MARK}asbest"]
)
def test_a_word_is_whole_whatever_came_along_when_it_was_copied(client, courses, typed):
    answer = client.get("/da/kurser/", {"q": typed}).context["answer"]

    assert (answer.query.q, [hit.course.code for hit in answer.hits]) == ("asbest", ["22906"])


def test_a_word_that_is_a_filter_is_chosen_and_can_be_taken_away(client, new_run):
    new_run("DAY")
    response = client.get("/da/kurser/", {"q": "asbest aften"})
    page = text(response)

    assert response.context["query"].address() == "q=asbest&form=evening"
    assert "Vi læste “aften” som et filter" in page
    assert 'class="amu-chip" href="?q=asbest"' in response.content.decode()


def test_who_is_out_of_work_is_told_what_may_make_a_course_free(client, courses):
    response = client.get("/da/kurser/", {"q": "kurser for ledige"})

    assert response.context["answer"].total == len(courses)
    assert "Din a-kasse eller kommune skal godkende kurset" in text(response)


def test_a_word_without_a_course_is_said_to_have_none_and_nothing_else_is_shown(client, courses):
    page = text(client.get("/da/kurser/", {"q": "madlavning"}))

    assert "Vi har ingen kurser med ordet “madlavning”" in page
    assert "0 kurser" in page


def test_what_is_near_is_shown_as_near(client, courses):
    Synonym.objects.create(folded="kran", term="kran", means="gaffeltruck", is_near=True)
    response = client.get("/da/kurser/", {"q": "kran"})

    assert [hit.course.code for hit in response.context["answer"].hits] == ["47592"]
    assert "Vi har ingen kurser i “kran”. Disse kurser ligger tæt på." in text(response)


def test_a_word_we_know_is_never_mended_into_another(client, courses):
    Synonym.objects.create(folded="asbestes", term="asbestes", means="findes ikke")
    answer = client.get("/da/kurser/", {"q": "asbestes"}).context["answer"]

    assert (answer.total, answer.understood.corrected) == (0, ())
