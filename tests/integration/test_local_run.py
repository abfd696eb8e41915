"""`make run`: up from nothing, down without a trace, up again with its data."""

import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from amu.local.places import ROOT, Places
from amu.local.postgres import Postgres
from amu.local.processes import free_port, wait_until
from amu.local.valkey import Valkey

pytestmark = pytest.mark.stack
START_SECONDS = 120


class Run:
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.output = folder.parent / "output"
        self.process = None

    def start(self, **environment):
        given = {
            "PATH": os.environ["PATH"],
            "AMU_VAR": str(self.folder),
            "PORT": str(self.port),
            **environment,
        }
        with self.output.open("w") as output:
            command = [sys.executable, "-m", "amu.local.run"]
            self.process = subprocess.Popen(command, cwd=ROOT, env=given, stdout=output, stderr=output)
        return self

    def until_ready(self):
        def ready_or_dead():
            return "Ready after" in self.said() or self.process.poll() is not None

        wait_until(ready_or_dead, seconds=START_SECONDS, what="make run did not get ready")
        assert self.process.poll() is None, self.said()
        return self

    def end(self, how=None):
        if how is not None:
            self.process.send_signal(how)
        return self.process.wait(60)

    def said(self):
        return self.output.read_text()

    def pids(self):
        """Of the processes that have been started, by name."""
        return {name: int(pid) for name, pid in re.findall(r"(\w+) started \(pid=(\d+)\)", self.said())}

    def page(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
            return answer.status


def read(pid, what):
    try:
        return Path(f"/proc/{pid}/{what}").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return b""  # it has ended


def session(pid):
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return None


def processes_of(run):
    """What has not ended of all that was started with the folder in its environment or command line, or by honcho.

    Some processes write their title over both, but they stay in the session that honcho began for them.
    """
    mark, sessions = str(run.folder).encode(), set(run.pids().values())
    numbers = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [
        pid
        for pid in numbers
        if (command := read(pid, "cmdline"))  # a zombie has none
        and (mark in command + read(pid, "environ") or session(pid) in sessions)
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "var"
    yield folder
    Valkey(Places(folder)).stop()
    Postgres(Places(folder)).stop()


@pytest.fixture
def run(folder):
    run = Run(folder)
    yield run
    if run.process is not None and run.process.poll() is None:
        run.end(signal.SIGTERM)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_and_leaves_nothing_behind(run, how):
    run.start().until_ready()
    assert len(processes_of(run)) > len(run.pids())

    assert run.page("/da/") == 200
    assert run.page("/en/") == 200
    assert f"http://localhost:{run.port}/da/" in run.said()
    assert run.end(how) == 0
    assert processes_of(run) == []


def test_a_child_that_dies_stops_everything_and_is_named(run):
    run.start().until_ready()

    os.kill(run.pids()["beat"], signal.SIGKILL)

    assert run.end() == 1
    assert "beat has died" in run.said()
    assert "beat.log" in run.said()
    assert processes_of(run) == []


def test_two_on_the_same_data_would_stop_each_other(run, folder):
    folder.mkdir(exist_ok=True)
    with (folder / "run.lock").open("w") as first:
        fcntl.flock(first, fcntl.LOCK_EX)

        assert run.start().end() == 1

    assert "running here already" in run.said()


def test_a_taken_port_is_told(run):
    with socket.socket() as other:
        other.bind(("127.0.0.1", run.port))
        other.listen()

        assert run.start().end() == 1

    assert f"Port {run.port} is taken" in run.said()
    assert f"PORT={run.port + 1}" in run.said()
