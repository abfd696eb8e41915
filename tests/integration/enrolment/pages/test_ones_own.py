"""Other people's pages answer 404, and viewing changes nothing."""

import pytest
from django.urls import reverse

from tests.pages import at, text
from tests.situations import application, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def strangers():
    """Somebody else's application, decision and letter, all of which are really there."""
    return refused()


@pytest.mark.parametrize("name", ["enrolment:decision", "enrolment:letter"])
def test_somebody_elses_decision_does_not_exist(browser, client, strangers, name):
    assert browser.get(at(name, strangers.pk)).status_code == 404

    client.force_login(strangers.application.person)
    assert client.get(at(name, strangers.pk)).status_code == 200


def test_somebody_elses_application_does_not_exist(browser, client, strangers):
    address = at("enrolment:application", strangers.application_id)
    assert browser.get(address).status_code == 404

    client.force_login(strangers.application.person)
    assert client.get(address).status_code == 200


def test_nobody_withdraws_somebody_elses_application(browser):
    theirs = application()

    assert browser.post(at("enrolment:withdraw", theirs.pk)).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "submitted"


def test_what_is_not_there_and_what_is_not_ones_own_look_the_same(browser, strangers):
    theirs = browser.get(at("enrolment:decision", strangers.pk))
    nothing = browser.get(at("enrolment:decision", strangers.pk + 1000))

    assert text(theirs) == text(nothing)


@pytest.mark.parametrize("name", ["application", "decision", "letter"])
def test_nobody_gets_anything_without_signing_in(client, strangers, name):
    pk = strangers.application_id if name == "application" else strangers.pk
    response = client.get(at(f"enrolment:{name}", pk))

    assert response.status_code == 302
    assert response.url.startswith(reverse("sign_in"))


def test_my_overview_holds_nothing_of_anybody_else(browser, who, strangers):
    mine = application(of=who)
    page = text(browser.get(at("overview")))

    assert mine.number in page
    assert strangers.application.number not in page
    assert strangers.application.run.title not in page


# Methods.


def test_looking_withdraws_nothing(browser, who):
    mine = application(of=who)

    assert browser.get(at("enrolment:withdraw", mine.pk)).status_code == 200
    mine.refresh_from_db()
    assert mine.state == "submitted"


@pytest.mark.parametrize("name", ["enrolment:decision", "enrolment:letter"])
def test_what_can_only_be_read_takes_nothing(browser, who, name):
    decision = refused(of=who)

    assert browser.post(at(name, decision.pk)).status_code == 405
