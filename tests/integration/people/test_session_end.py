"""A session ends by itself: half an hour after the last request, and eight hours after the sign-in."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amu import clock
from tests.situations import NOW, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch):
    """Move the clock on by so many minutes since the sign-in."""

    def later(minutes):
        monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=minutes))

    later(0)
    return later


@pytest.fixture
def signed_in(client, later):
    client.force_login(person())
    return client


def is_in(client):
    return client.get(reverse("overview")).status_code == 200


def test_half_an_hour_without_a_request_ends_it(signed_in, later):
    later(31)

    assert not is_in(signed_in)
    assert "_auth_user_id" not in signed_in.session


def test_each_request_gives_another_half_hour(signed_in, later):
    for minutes in (29, 58, 87):
        later(minutes)
        assert is_in(signed_in)


def test_after_eight_hours_it_ends_whatever_was_asked_meanwhile(signed_in, later):
    for minutes in range(20, 480, 20):
        later(minutes)
        assert is_in(signed_in)
    later(481)

    assert not is_in(signed_in)


def test_a_request_within_the_same_minute_writes_nothing(signed_in, later):
    is_in(signed_in)
    later(0.5)

    with CaptureQueriesContext(connection) as asked:
        is_in(signed_in)

    assert asked
    assert not [query for query in asked if not query["sql"].startswith("SELECT")]


def test_a_visitor_who_is_not_signed_in_has_nothing_that_ends(client, later):
    client.get("/en/")

    assert "seen" not in client.session
