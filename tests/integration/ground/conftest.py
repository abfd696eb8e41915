"""What tests of the ground share."""

import pytest

from amu.outbox import registry
from tests.integration.ground.outbox import KIND, Post


@pytest.fixture
def post(monkeypatch):
    handler = Post()
    monkeypatch.setitem(registry._handlers, KIND, handler)
    return handler
