"""The embedded Valkey: what it was given outlives a stop and a power cut."""

import pytest
from redis import Redis

from amu.local.places import Places
from amu.local.valkey import Valkey


@pytest.fixture
def server(tmp_path):
    server = Valkey(Places(tmp_path))
    yield server
    server.stop()


def client(server):
    server.ensure()
    return Redis(unix_socket_path=str(server.places.valkey_socket), decode_responses=True)


def test_a_running_server_is_used_again(server):
    server.ensure()
    first = server.pid()

    server.ensure()

    assert server.pid() == first


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_data_survives(server, end):
    with client(server) as redis:
        redis.set("bell", "rung")
        redis.execute_command("WAITAOF", 1, 0, 5000)

    getattr(server, end)()

    assert not server.running()
    with client(server) as redis:
        assert redis.get("bell") == "rung"


def test_nobody_else_on_the_machine_gets_in(server):
    server.ensure()

    assert server.places.valkey_socket.stat().st_mode & 0o077 == 0
    assert server.places.sockets.stat().st_mode & 0o077 == 0
