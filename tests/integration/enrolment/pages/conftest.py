"""Somebody signed in, at a moment that stands still, and the pages of applying."""

import pytest
import time_machine

from tests.pages import at, send
from tests.situations import NOW, person

ANSWERS = {
    "education": "vocational",
    "residence": "resident",
    "situation": "employee",
    "email": "karen@example.org",
    "phone": "12 34 56 78",
}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def who():
    return person(full_name="Karen Elmholt", email="old@example.org")


@pytest.fixture
def browser(client, who):
    client.force_login(who)
    return client


def apply_at(where, language="da"):
    return at("enrolment:apply", where.booking_code, language=language)


def check_at(where, language="da"):
    return at("enrolment:check", where.booking_code, language=language)


def apply_for(browser, where, **changes):
    browser.post(apply_at(where), {**ANSWERS, **changes})
    return send(browser, check_at(where))
