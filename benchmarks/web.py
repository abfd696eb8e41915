"""The application under its own server, asked by several clients at once; what it and PostgreSQL worked meanwhile."""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PORT = 18_000 + os.getpid() % 10_000
WORKERS, THREADS = 2, 3


@dataclass(frozen=True, slots=True)
class Load:
    """What some clients met together: milliseconds of each answer, answers a second, CPU milliseconds each."""

    times: tuple[float, ...]
    per_second: float
    web_cpu: float
    database_cpu: float


@contextmanager
def web_server() -> Iterator[list[int]]:
    """The application's own server with its own number of threads; the ids of its workers."""
    command = [
        sys.executable, "-m", "gunicorn", "amu.wsgi", "--worker-class", "gthread", "--workers", str(WORKERS),
        "--threads", str(THREADS), "--no-control-socket", "--bind", f"127.0.0.1:{PORT}", "--log-level", "error",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=dict(os.environ))
    try:
        for _ in range(200):
            try:
                fetch(_connection(), "/constant/")
                break
            except OSError:
                time.sleep(0.1)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        yield [int(pid) for pid in children]
    finally:
        server.terminate()
        server.wait()


def load(
    path: Callable[[int], str],
    *,
    clients: int,
    each: int,
    web: Sequence[int],
    database: Sequence[int],
    first: int = 0,
) -> Load:
    """``path`` gives the address of the n-th request, counted from ``first``. Each client keeps its connection."""
    times: list[float] = []
    broken: list[Exception] = []
    before = cpu(web), cpu(database)
    began = time.perf_counter()

    def client(number: int) -> None:
        connection = _connection()
        try:
            turns = range(first + number * each, first + (number + 1) * each)
            times.extend(fetch(connection, path(turn)) for turn in turns)
        except Exception as error:  # noqa: BLE001 - raised below
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
    took, count = time.perf_counter() - began, len(times)
    spent = cpu(web) - before[0], cpu(database) - before[1]
    return Load(tuple(times), count / took, spent[0] / count, spent[1] / count)


def _connection() -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)


def fetch(connection: http.client.HTTPConnection, path: str) -> float:
    """Milliseconds until the last byte. Raises RuntimeError for anything but a page."""
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status} {path}")
    return (time.perf_counter() - began) * 1000


def cpu(pids: Sequence[int]) -> float:
    """Milliseconds the processes have worked so far."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> int:
    """Megabytes of a process that are in memory."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


def database_processes() -> list[int]:
    """PostgreSQL's own processes, if it runs on this machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    try:
        parent = Path(f"/proc/{backend}/stat").read_text().rsplit(")", 1)[1].split()[1]
        return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except FileNotFoundError:
        return []
