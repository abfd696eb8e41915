"""The parts of My Overview: what each shows, and what an empty one teaches."""

import pytest
import time_machine

from enrolment.enums import ResultOutcome
from tests.pages import at, said, text
from tests.situations import AFTER_CLASS, admitted, certificate, person, result

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(AFTER_CLASS, tick=False):
        yield


@pytest.fixture
def who():
    return person(full_name="Karen Elmholt")


@pytest.fixture
def page(client, who):
    def ask(language="da"):
        client.force_login(who)
        return client.get(at("overview", language=language))

    return ask


def parts(response):
    return [part.key for part in response.context["sections"]]


def facts(response, key):
    return next(part.facts for part in response.context["sections"] if part.key == key)


def test_the_parts_stand_in_the_order_of_what_people_look_for(page):
    assert parts(page()) == [
        "applications",
        "appeals",
        "courses",
        "certificates",
        "acting",
        "data-views",
        "my-data",
        "own-data",
    ]


def test_an_empty_overview_teaches_what_comes_where(page):
    shown = text(page())

    for sentence in (
        "You have no applications yet.",
        "You have no appeals. If you are not admitted, the decision says how and until when you can appeal.",
        "You have no courses here yet. A course is shown once the school has recorded how it went.",
        "You receive a certificate for each course you pass.",
    ):
        assert said(sentence) in shown
    assert at("courses:search") in shown


def test_courses_stand_by_the_year_they_ended(page, who):
    result(admitted(of=who))
    result(admitted(of=who), ResultOutcome.NOT_PASSED)
    years = facts(page(), "courses")["years"]

    assert [(year, [row.outcome for row in rows]) for year, rows in years] == [
        (2026, ["not_passed", "passed"])
    ]


def test_a_certificate_says_that_it_is_valid(page, who):
    certificate(result(admitted(of=who)))

    assert said("Valid") in text(page())


def test_the_national_overviews_are_beside_our_own(page):
    shown = text(page("en"))

    assert 'href="https://www.borger.dk/"' in shown
    assert "lifeindenmark.borger.dk/school-and-education" in shown
