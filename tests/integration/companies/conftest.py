import pytest
import time_machine

from tests.situations import NOW, company_member


@pytest.fixture
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def member(client):
    """Somebody who may book, signed in for a company of their own."""
    made = company_member()
    client.force_login(made.user)
    return made
