"""While Redis is down, the cache misses and raises nothing."""

import socket

import pytest

from amu.local.processes import free_port
from amu.web.cache import PatientRedisCache


@pytest.fixture
def nobody():
    """A cache whose server does not exist."""
    return PatientRedisCache(f"redis://127.0.0.1:{free_port()}/0", {})


@pytest.fixture
def frozen():
    """A server that takes calls and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def calls_of(server):
    """How many have called since the last time one asked."""
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def test_reading_gives_the_default(nobody):
    assert nobody.get("key", "default") == "default"
    assert nobody.get_many(["key"]) == {}


def test_writing_and_counting_do_no_harm(nobody):
    nobody.set("key", 1)

    assert nobody.add("key", 1) is True
    assert nobody.incr("key") == 1
    assert nobody.delete("key") is False


def test_after_one_silence_nobody_calls_again_for_a_while(frozen):
    cache = PatientRedisCache(f"redis://127.0.0.1:{frozen.getsockname()[1]}/0", {})
    assert cache.get("key") is None
    assert calls_of(frozen) == 1

    for _ in range(50):
        assert cache.get("key") is None

    assert calls_of(frozen) == 0
