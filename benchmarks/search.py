"""How fast the search is at 30,000 and 300,000 classes, each figure beside its limit in the same run.

    python -m benchmarks.search [--sizes 30000 300000] [--rounds 30] [--keep]

Makes a database of its own on the server of DATABASE_URL (or a throw-away one) and removes it.
"""

import argparse
import http.client
import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

DATABASE = f"amu_bench_{os.getpid()}"
TODAY = date(2026, 9, 1)
QUESTIONS = {
    "plain list": "",
    "a word": "q=svejsning",
    "word + four filters": "q=regneark&region=Region+Midtjylland&form=day&seats=1&days=1&days=3",
    "radius": "place=8000&km=25",
    "word + radius": "q=truckkort&place=5000&km=50",
    "one broad filter": "form=day",
    "deep page": "page=200",
    "page 10^9": "page=1000000000",
    "nonsense": "q=xqzwv+%25+%27",
}
COMPARED = ("a word", "word + four filters", "radius")  # with the plain joins, which take long
CLIENTS = 8
PORT = 18_000 + os.getpid() % 10_000


@contextmanager
def own_database(*, keep: bool) -> Iterator[str]:
    from amu.local.places import Places
    from amu.local.throw_away import throw_away

    @contextmanager
    def server() -> Iterator[str]:
        if given := os.environ.get("DATABASE_URL"):
            yield given
        else:
            with throw_away(Places(Path("var/bench"))) as url:
                yield url

    with server() as url:
        parts = urlsplit(url)
        with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")
            try:
                yield urlunsplit(parts._replace(path=f"/{DATABASE}"))
            finally:
                if not keep:
                    connection.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the database goes also then
    parser = argparse.ArgumentParser(description="Measure the search")
    parser.add_argument("--sizes", type=int, nargs="+", default=[30_000, 300_000])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--keep", action="store_true", help="leave the database")
    given = parser.parse_args()
    with own_database(keep=given.keep) as url:
        os.environ.update(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="benchmarks.settings")
        import django

        django.setup()
        prepare()
        made = 0
        for seed, size in enumerate(sorted(given.sizes), start=1):
            grow_to(size - made, seed)
            made = size
            measure(size, given.rounds)
        from django.db import connections

        connections.close_all()


def say(line: str) -> None:
    print(line, flush=True)


def prepare() -> None:
    from django.core.management import call_command

    from amu import clock
    from benchmarks.country import grow
    from courses.services.catalogue import load_catalogue

    call_command("migrate", verbosity=0)
    load_catalogue(now=clock.now())
    grow()


def grow_to(more: int, seed: int) -> None:
    from django.db import connection

    from benchmarks.country import FIRST_DAY
    from courses.services.demo import make_demo
    from courses.services.search_rows import rebuild
    from courses.services.search_texts import refresh_texts, refresh_vocabulary

    took = timed(lambda: make_demo(more, seed=seed, first_day=FIRST_DAY))
    say(f"\n{more} classes made and findable in {took:.1f} s")
    texts = timed(lambda: (refresh_texts(), refresh_vocabulary()))
    say(f"rebuild: words {texts:.1f} s, rows {timed(rebuild):.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def measure(size: int, rounds: int) -> None:
    say(f"\n## {size} classes\n")
    say("| search in PostgreSQL | p50 ms | p95 ms | naive joins, once, ms | ratio | equal | courses |")
    say("|---|---|---|---|---|---|---|")
    every: list[float] = []
    for name, query in QUESTIONS.items():
        every += measure_statement(name, query, rounds)
    say(f"| all of these | {p(every, 50)} | {p(every, 95)} | | | | |")
    with web_server() as pids:
        measure_pages(rounds, pids)


def measure_statement(name: str, query: str, rounds: int) -> list[float]:
    from django.http import QueryDict

    from benchmarks.naive import Plain, answers
    from courses.selectors.search.answer import search
    from courses.selectors.search.query import parse_search

    asked = parse_search(QueryDict(query))
    found = search(asked, today=TODAY)
    times = [timed(lambda: search(asked, today=TODAY)) * 1000 for _ in range(rounds)]
    if name not in COMPARED:
        say(f"| {name} | {p(times, 50)} | {p(times, 95)} | | | | {found.count} |")
        return times
    plain: list[Plain] = []
    once = 1000 * timed(lambda: plain.append(answers(found, TODAY)))
    equal = plain[0].is_like(found)
    ratio = once / statistics.median(times)
    say(
        f"| {name} | {p(times, 50)} | {p(times, 95)} | {once:.0f} | 1/{ratio:.0f} | {equal} | {found.count} |"
    )
    return times


def p(times: Sequence[float], percent: int) -> str:
    return f"{sorted(times)[min(len(times) - 1, len(times) * percent // 100)]:.1f}"


@contextmanager
def web_server() -> Iterator[list[int]]:
    """The application's own server with its own number of threads; the ids of its workers."""
    command = [
        sys.executable, "-m", "gunicorn", "amu.wsgi", "--worker-class", "gthread", "--workers", "2", "--threads", "8",
        "--no-control-socket", "--bind", f"127.0.0.1:{PORT}", "--log-level", "error",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=dict(os.environ))
    try:
        for _ in range(200):
            try:
                fetch("/constant/")
                break
            except OSError:
                time.sleep(0.1)
        for _ in range(20):
            fetch("/da/kurser/")
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        yield [int(pid) for pid in children]
    finally:
        server.terminate()
        server.wait()


def fetch(path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def measure_pages(rounds: int, pids: Sequence[int]) -> None:
    say(
        f"\n| whole page | p50 ms, 1 client | p95 ms | p95 ms, {CLIENTS} clients | CPU ms | of the constant page |"
    )
    say("|---|---|---|---|---|---|")
    pages = {
        "constant page, 30 kB": "/constant/",
        **{name: f"/da/kurser/?{query}" for name, query in QUESTIONS.items()},
    }
    limit = 0.0
    for name, path in pages.items():
        alone = load(path, 1, rounds)
        before = cpu(pids)
        together = load(path, CLIENTS, rounds)
        spent = (cpu(pids) - before) / len(together)
        limit = limit or spent
        share = f"{limit / spent:.2f}" if spent else "–"
        say(f"| {name} | {p(alone, 50)} | {p(alone, 95)} | {p(together, 95)} | {spent:.1f} | {share} |")
    sizes = [memory(pid) for pid in pids]
    say(f"\nmemory of the web processes: {', '.join(f'{size} MB' for size in sizes)}")


def load(path: str, clients: int, each: int) -> list[float]:
    times: list[float] = []

    def client() -> None:
        for _ in range(each):
            began = time.perf_counter()
            if fetch(path) != 200:
                raise RuntimeError(path)
            times.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def cpu(pids: Sequence[int]) -> float:
    """Milliseconds the processes have worked so far."""
    ticks = 0
    for pid in pids:
        fields: list[Any] = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


if __name__ == "__main__":
    main()
