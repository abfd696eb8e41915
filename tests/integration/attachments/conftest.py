import pytest
import time_machine

from tests.clamd import clamd
from tests.situations import NOW


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="session")
def scanner_at(tmp_path_factory):
    with clamd(tmp_path_factory.mktemp("clamd"), largest="1M") as address:
        yield address


@pytest.fixture
def scanner(scanner_at, settings):
    """A real clamd is connected."""
    settings.CLAMD = scanner_at
    return scanner_at
