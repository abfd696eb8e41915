"""Children are started, watched, and leave nothing behind."""

import os
import sys

import pytest

from amu.local.processes import NotReadyError, alive, wait_until
from amu.local.system import Service
from tests.supervisor import Supervisor

SLEEPS = [sys.executable, "-c", "import time; time.sleep(600)"]
FAILS = [sys.executable, "-c", "raise SystemExit('no such port')"]
HAS_A_HELPER = """
import pathlib, subprocess, sys, time
helper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(str(helper.pid))
time.sleep(600)
"""


@pytest.fixture
def supervisor(tmp_path):
    supervisor = Supervisor(log=tmp_path / "log", environment=dict(os.environ))
    yield supervisor
    supervisor.stop_all()


def test_a_child_that_fails_at_its_start_is_named_with_its_last_words(supervisor):
    supervisor.add(Service("web", FAILS, is_up=lambda: False))
    supervisor.start("web")

    with pytest.raises(NotReadyError, match=r"(?s)web ended.*no such port.*web\.log"):
        supervisor.wait("web")


def test_a_child_that_never_gets_ready_is_named(supervisor):
    supervisor.add(Service("web", SLEEPS, is_up=lambda: False))
    supervisor.start("web")

    with pytest.raises(NotReadyError, match="web did not come up"):
        supervisor.wait("web", seconds=0.2)


def test_a_death_is_noticed(supervisor):
    supervisor.add(Service("beat", SLEEPS))
    supervisor.add(Service("worker", FAILS))
    supervisor.start("beat")
    supervisor.start("worker")

    wait_until(lambda: list(supervisor.dead()) == ["worker"], seconds=10, what="nobody noticed")


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_a_child_takes_its_helpers_along(supervisor, tmp_path, end):
    note = tmp_path / "pid"
    supervisor.add(Service("web", [sys.executable, "-c", HAS_A_HELPER, str(note)], is_up=note.exists))
    supervisor.start_all()
    wait_until(lambda: note.read_text() != "", seconds=5, what="no note")
    helper = int(note.read_text())
    assert alive(helper)

    getattr(supervisor, end)("web")

    wait_until(lambda: not alive(helper), seconds=5, what="the helper stayed")


def test_a_killed_child_can_be_started_again(supervisor):
    supervisor.add(Service("web", SLEEPS))
    supervisor.start("web")
    supervisor.kill("web")

    supervisor.start("web")

    assert list(supervisor.dead()) == []


def test_what_is_running_is_not_started_twice(supervisor):
    supervisor.add(Service("web", SLEEPS))
    supervisor.start("web")

    with pytest.raises(NotReadyError, match="runs already"):
        supervisor.start("web")
