"""The whole system as processes, for tests that kill some of them.

    def test_a_killed_worker_loses_nothing(stack, page):
        page.goto(stack.url("/da/"))
        stack.kill("worker")
        ...
        stack.start("worker")

Names: postgres, valkey, mail, identity, web, worker, beat. Everything listens on free ports and
keeps its data in one temporary folder. A test that ends leaves all of them running: the fixture
starts again what a test has stopped.
"""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

from amu.local.mailbox import Mailbox
from amu.local.places import ROOT, Places
from amu.local.postgres import Postgres
from amu.local.processes import LOOPBACK, wait_until
from amu.local.system import Ports, environment, services
from amu.local.valkey import Valkey
from tests.supervisor import Supervisor

KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE")  # of the environment the tests were started in


class Stack:
    def __init__(self, folder: Path):
        self.places = Places(folder)
        self.ports = Ports.any()
        inherited = {name: os.environ[name] for name in KEPT if name in os.environ}
        self.environment = environment(inherited, self.places, self.ports)
        self.mailbox = Mailbox(self.places.mail)
        self.servers: dict[str, Postgres | Valkey] = {
            "postgres": Postgres(self.places, durable=False),
            "valkey": Valkey(self.places),
        }
        self.processes = Supervisor(log=self.places.log, environment=self.environment)
        for service in services(self.places, self.ports, self.environment):
            self.processes.add(service)
        self._running: set[str] = set()

    @property
    def names(self) -> list[str]:
        return [*self.servers, *self.processes.services]

    @property
    def address(self) -> str:
        return self.ports.public_address

    def url(self, path: str = "/") -> str:
        return f"{self.address}{path}"

    def prepare(self) -> None:
        """Servers, tables, the real catalogue, static files and people."""
        self.start("postgres", "valkey")
        self.python("-m", "amu.local.prepare")
        self.start_missing()

    def start(self, *names: str) -> None:
        """Returns when they are up."""
        for name in names:
            if name in self.servers:
                self.servers[name].ensure()
            else:
                self.processes.start(name)
        for name in names:
            if name in self.processes.services:
                self.processes.wait(name)
            self._running.add(name)

    def start_missing(self) -> None:
        self.start(*(name for name in self.names if name not in self._running))

    def stop(self, name: str) -> None:
        """In an orderly way."""
        self._running.discard(name)
        if name in self.servers:
            self.servers[name].stop()
        else:
            self.processes.stop(name)

    def kill(self, name: str) -> None:
        """kill -9 of the process and its helpers."""
        self._running.discard(name)
        if name in self.servers:
            self.servers[name].kill()
        else:
            self.processes.kill(name)

    def restart(self, name: str) -> None:
        self.stop(name)
        self.start(name)

    def stop_all(self) -> None:
        self._running.clear()
        self.processes.stop_all()
        for server in reversed(self.servers.values()):
            server.stop()

    def log(self, name: str) -> str:
        return (self.places.log / f"{name}.log").read_text(errors="replace")

    def manage(self, *arguments: str, given: str = "") -> str:
        """A management command in the stack's environment; what it printed."""
        return self.python("manage.py", *arguments, given=given)

    def python(self, *arguments: str, given: str = "") -> str:
        """What it printed. Fails with what it complained about."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise AssertionError(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def mail(self) -> list[EmailMessage]:
        """What has been caught, newest first."""
        return [message for _, message in self.mailbox.newest_first()]

    def wait_for_mail(self, words: str, *, seconds: float = 30) -> EmailMessage:
        """The newest mail whose subject holds the words."""
        self.wait_until(
            lambda: bool(self._mail_about(words)), seconds=seconds, what=f"no mail about {words!r}"
        )
        return self._mail_about(words)[0]

    def _mail_about(self, words: str) -> list[EmailMessage]:
        return [message for message in self.mail() if words in str(message["Subject"])]

    def wait_until(self, condition, *, seconds: float = 30, what: str = "it did not happen") -> None:
        wait_until(condition, seconds=seconds, what=what)

    @contextmanager
    def orm(self):
        """Django's models in this process look into the stack's database for a while."""
        from django.db import connection

        connection.close()
        before = {
            name: connection.settings_dict[name] for name in ("NAME", "HOST", "USER", "PASSWORD", "PORT")
        }
        connection.settings_dict.update(
            NAME="amu", HOST=str(self.places.sockets), USER="amu", PASSWORD="", PORT=""
        )
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(before)


def answers(port: int) -> bool:
    """Whether anything accepts connections on the loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0
