"""Small tools for processes and ports that the launchers share."""

import errno
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

LOOPBACK = "127.0.0.1"
LISTENING = "Listening"  # what a server logs once it listens


class NotReadyError(RuntimeError):
    """Something did not come up, or did not go away, in the time it was given."""


def wait_until(condition: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Ask twenty times a second. Raises NotReadyError naming ``what`` when the time is up."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise NotReadyError(f"{what} (waited {seconds:g} seconds)")
        time.sleep(0.05)


def alive(pid: int) -> bool:
    """Whether the process runs. A zombie that nobody has collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state_and_group(pid)[0] != "Z"


def group_alive(group: int) -> bool:
    """Whether anything of a process group runs still."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    numbers = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    found = [_state_and_group(pid) for pid in numbers]
    return any(state != "Z" and of == group for state, of in found) if numbers else True


def _state_and_group(pid: int) -> tuple[str, int]:
    """From /proc; unknown ("", 0) where there is none, and for what has ended meanwhile.

    While threads of a killed process still end, its sockets are open: it is no zombie yet, whatever stat says.
    """
    own = Path(f"/proc/{pid}")
    try:
        state, _, group = (own / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
        threads = len(list((own / "task").iterdir()))
    except (OSError, ValueError):
        return "", 0
    return "ending" if state == "Z" and threads > 1 else state, int(group)


def is_another_program(pid: int, mark: str) -> bool:
    """Whether the number belongs to somebody else now: its command line lacks ``mark``."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:  # no /proc: not Linux
        asked = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, check=False)
        command = asked.stdout
    return mark.encode() not in command


def end_process(pid: int, how: signal.Signals, *, seconds: float = 30) -> None:
    """Send the signal and wait. Raises NotReadyError when the process stays."""
    with suppress(ProcessLookupError):
        os.kill(pid, how)
    wait_until(lambda: not alive(pid), seconds=seconds, what=f"process {pid} did not end")


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                return False
            raise
    return True


def free_port(preferred: int = 0) -> int:
    """The preferred port when nobody has it, otherwise one the system picks."""
    if preferred and port_is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port
