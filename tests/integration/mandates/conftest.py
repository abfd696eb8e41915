import pytest
import time_machine

from tests.situations import NOW


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield
