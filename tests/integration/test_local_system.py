"""Two systems start on one machine at the same moment: neither takes the other's servers for its own."""

import os
import socket
from contextlib import contextmanager

import pytest

from amu.local.places import Places
from amu.local.processes import LOOPBACK, NotReadyError
from amu.local.system import Ports, environment, services
from tests.supervisor import Supervisor


@contextmanager
def somebody_else_on(port):
    with socket.create_server((LOOPBACK, port)) as server:
        server.listen()
        yield


@pytest.mark.parametrize(("name", "port"), [("mail", "mail"), ("mail", "smtp"), ("identity", "identity")])
def test_somebody_elses_server_is_not_taken_for_ours(tmp_path, name, port):
    places, ports = Places(tmp_path), Ports.any()
    given = environment({"PATH": os.environ["PATH"]}, places, ports)
    supervisor = Supervisor(log=places.log, environment=given)
    for service in services(places, ports, given):
        supervisor.add(service)

    with somebody_else_on(getattr(ports, port)):
        supervisor.start(name)
        with pytest.raises(NotReadyError, match=f"{name} ended at its start"):
            supervisor.wait(name, seconds=30)

    supervisor.stop_all()
