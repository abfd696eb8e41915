"""What is typed or pasted into a search is understood as it looks; a booking code leads to its class."""

import pytest

from courses.enums import RunStatus
from courses.models import PostalCode

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
