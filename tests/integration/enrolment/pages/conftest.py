"""Somebody signed in, at a moment that stands still, and the pages of applying."""

import pytest
import time_machine

from tests.situations import NOW, person


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
