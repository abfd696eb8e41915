"""Child processes that a test starts, stops and kills one by one.

`make run` leaves its processes to honcho, which starts and ends all of them together.
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from amu.local.places import ROOT
from amu.local.processes import NotReadyError, group_alive, wait_until
from amu.local.system import Service

START_SECONDS = 120
STOP_SECONDS = 20
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


@dataclass(slots=True)
class Supervisor:
    """Every child leads a group of its own, so that its helpers go with it; what it says goes to a log."""

    log: Path
    environment: Mapping[str, str]
    folder: Path = ROOT
    services: dict[str, Service] = field(default_factory=dict)
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _began: dict[str, int] = field(default_factory=dict)  # where in its log the present life begins

    def add(self, service: Service) -> None:
        self.services[service.name] = service

    def log_of(self, name: str) -> Path:
        return self.log / f"{name}.log"

    def start(self, name: str) -> None:
        """Returns at once. `wait` tells when it is up."""
        if name in self._running:
            raise NotReadyError(f"{name} runs already")
        self.log.mkdir(parents=True, exist_ok=True)
        with self.log_of(name).open("ab") as log:
            self._began[name] = log.tell()
            self._running[name] = subprocess.Popen(
                list(self.services[name].command),
                cwd=self.folder,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - one system call and nothing else
            )

    def wait(self, name: str, *, seconds: float = START_SECONDS) -> None:
        """Raises NotReadyError when the process ends first or the time is up; the log says why."""

        service = self.services[name]

        def up_or_dead() -> bool:
            return self.has_died(name) or (service.says in self.said(name) and service.is_up())

        wait_until(up_or_dead, seconds=seconds, what=f"{name} did not come up, see {self.log_of(name)}")
        if self.has_died(name):
            raise NotReadyError(
                f"{name} ended at its start:\n{self.last_words(name)}\nsee {self.log_of(name)}"
            )

    def start_all(self) -> None:
        for name in self.services:
            self.start(name)
        for name in self.services:
            self.wait(name)

    def has_died(self, name: str) -> bool:
        return self._running[name].poll() is not None

    def dead(self) -> Iterator[str]:
        return (name for name in self._running if self.has_died(name))

    def said(self, name: str) -> str:
        """What it wrote since its last start."""
        with self.log_of(name).open("rb") as log:
            log.seek(self._began[name])
            return log.read().decode(errors="replace")

    def last_words(self, name: str, lines: int = 15) -> str:
        return "\n".join(self.said(name).splitlines()[-lines:])

    def stop(self, name: str) -> None:
        """Ask, wait, and only then insist. The group goes too."""
        self._stop([name])

    def kill(self, name: str) -> None:
        """kill -9, the whole group, nothing asked."""
        _kill_group(self._running.pop(name))

    def stop_all(self) -> None:
        """In the reverse order of their start, all asked before any is waited for."""
        self._stop(list(reversed(self._running)))

    def _stop(self, names: list[str]) -> None:
        children = [self._running.pop(name) for name in names]
        for child in children:
            with suppress(ProcessLookupError):
                child.terminate()
        for child in children:
            with suppress(subprocess.TimeoutExpired):
                child.wait(STOP_SECONDS)
            _kill_group(child)


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    """Returns when the last helper is gone: its port is free then."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    wait_until(
        lambda: not group_alive(child.pid), seconds=STOP_SECONDS, what=f"helpers of {child.pid} stayed"
    )


def _die_with_parent() -> None:
    """On Linux the kernel ends the child when the supervisor itself is killed."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
