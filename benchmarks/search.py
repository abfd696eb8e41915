"""How fast the search is at 30,000 and 300,000 classes, each figure beside its limit in the same run.

    python -m benchmarks.search [--sizes 30000 300000] [--rounds 30] [--keep]

Makes a database of its own on the server of DATABASE_URL (or a throw-away one) and removes it.
"""

import argparse
import json
import os
import random
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks.questions import NAMED, mixed
from benchmarks.web import database_processes, load, memory, web_server

DATABASE = f"amu_bench_{os.getpid()}"
TODAY = date(2026, 9, 1)
MIXED, COMPARED = 100, 10  # searches, and how many of them are put to the plain joins, which take seconds
CLIENTS = 8


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
            say(f"\n## {size:,} classes\n")
            grow_to(size - made, seed)
            made = size
            measure_searches(given.rounds)
            measure_pages(given.rounds)
        from django.db import connections

        connections.close_all()


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


def say(line: str) -> None:
    print(line, flush=True)


def prepare() -> None:
    from django.core.management import call_command

    from amu import clock
    from benchmarks.country import grow
    from courses.loading import load_catalogue

    call_command("migrate", verbosity=0)
    load_catalogue(now=clock.now())
    grow()


def grow_to(more: int, seed: int) -> None:
    from django.db import connection

    from benchmarks.country import FIRST_DAY
    from courses.loading.demo import make_demo

    seconds = timed(lambda: make_demo(more, seed=seed, first_day=FIRST_DAY))
    say(f"- {more:,} classes made and findable in {seconds:.1f} s")
    with connection.cursor() as cursor:
        same = timed(lambda: cursor.execute("SELECT courses_search_rebuild()"))
        say(f"- {same:.1f} s to see that every row of the index is right")
        cursor.execute("VACUUM ANALYZE")
        cursor.execute(
            "SELECT count(*), pg_size_pretty(pg_total_relation_size('courses_searchrow')) FROM courses_searchrow"
        )
        rows, size = cursor.fetchone()
    say(f"- the index has {rows:,} rows, {size}\n")


def timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def measure_searches(rounds: int) -> None:
    from django.http import QueryDict

    from courses.search.query import parse_query
    from courses.search.selectors import search

    say("| search | p50 ms, all of it | p95 ms | p50 ms, one statement | p95 ms | courses | equal |")
    say("|---|---|---|---|---|---|---|")
    for name, query in NAMED.items():
        times = search_times(query, rounds)
        by_statement, equal = statement_times(query, rounds)
        found = search(parse_query(QueryDict(query)), today=TODAY)
        if found.query.q and not found.understood.terms:  # no word means anything: there is nothing to ask
            say(f"| {name} | {p(times, 50)} | {p(times, 95)} | – | – | {found.total} | – |")
            continue
        say(
            f"| {name} | {p(times, 50)} | {p(times, 95)} | {p(by_statement, 50)} | {p(by_statement, 95)}"
            f" | {found.total} | {'yes' if equal else 'no'} |"
        )
    times = [statistics.median(search_times(query, 3)) for query in mixed(MIXED)]
    stated = [statement_times(query, 3) for query in mixed(MIXED)]
    medians = [statistics.median(taken) for taken, _ in stated]
    say(
        f"| a hundred mixed | {p(times, 50)} | {p(times, 95)} | {p(medians, 50)} | {p(medians, 95)}"
        f" | | {sum(equal for _, equal in stated)} of {MIXED} |"
    )
    compare(times)


def statement_times(query: str, rounds: int) -> tuple[list[float], bool]:
    """Milliseconds of the two statements that would do the same without the store, and whether they find the same.

    What a search does around them, such as understanding its words, is left out of the time.
    """
    from django.db import connection
    from django.http import QueryDict

    from benchmarks.one_statement import counting, standing_for
    from courses.search.query import parse_query
    from courses.search.selectors import search

    found = search(parse_query(QueryDict(query)), today=TODAY)
    about = (found.query, found.understood, found.origin, TODAY)

    def ask() -> dict[str, Any]:
        with connection.cursor() as cursor:
            built = counting(*about)
            cursor.execute(built.sql, built.params)
            (answer,) = cursor.fetchone()
            counted: dict[str, Any] = json.loads(answer) if isinstance(answer, str) else answer
            built = standing_for(counted["page"], *about)
            cursor.execute(built.sql, built.params)
            cursor.fetchall()
        return counted

    counted = ask()
    same = counted["total"] == found.total and counted["page"] == [hit.course.pk for hit in found.hits]
    return [timed(ask) * 1000 for _ in range(rounds)], same


def search_times(query: str, rounds: int) -> list[float]:
    """Milliseconds of the same search several times, after one that does not count."""
    from django.http import QueryDict

    from courses.search.query import parse_query
    from courses.search.selectors import search

    asked = parse_query(QueryDict(query))
    search(asked, today=TODAY)
    return [timed(lambda: search(asked, today=TODAY)) * 1000 for _ in range(rounds)]


def compare(times: Sequence[float]) -> None:
    """Some of the mixed ones against plain joins over the catalogue's own tables."""
    from django.http import QueryDict

    from benchmarks.naive import answers
    from courses.search.query import parse_query
    from courses.search.selectors import search

    plain, equal = [], 0
    for query in list(mixed(MIXED))[:COMPARED]:
        found = search(parse_query(QueryDict(query)), today=TODAY)
        began = time.perf_counter()
        answer = answers(found, TODAY)
        plain.append((time.perf_counter() - began) * 1000)
        equal += answer.is_like(found)
    ratio = statistics.median(plain) / statistics.median(times[:COMPARED])
    say(
        f"| the first {COMPARED} of them by plain joins | {p(plain, 50)} | {p(plain, 95)} |"
        f" {equal} of {COMPARED} equal, {ratio:.0f} times as long |"
    )


def measure_pages(rounds: int) -> None:
    say(
        f"\n| whole page | p50 ms, 1 client | p95 ms | p95 ms, {CLIENTS} clients | pages/s | CPU ms web + PostgreSQL"
        " | of the constant page |"
    )
    say("|---|---|---|---|---|---|---|")
    with web_server() as web:
        limit = 0.0
        for name, path in pages().items():
            load(path, clients=4, each=3, web=web, database=[])  # each worker has met it
            database = database_processes()
            alone = load(path, clients=1, each=rounds, web=web, database=database)
            together = load(
                path,
                first=10_000,
                clients=CLIENTS,
                each=rounds,
                web=web,
                database=database_processes(),
            )
            limit = limit or together.web_cpu
            say(
                f"| {name} | {p(alone.times, 50)} | {p(alone.times, 95)} | {p(together.times, 95)}"
                f" | {together.per_second:.0f} | {together.web_cpu:.1f} + {together.database_cpu:.1f}"
                f" | {limit / together.web_cpu:.2f} |"
            )
        say(f"\nMemory of the web processes: {', '.join(f'{memory(pid)} MB' for pid in web)}.")


def pages() -> dict[str, Callable[[int], str]]:
    """Addresses by turn. A mark that the search leaves alone makes an address that nobody has asked for before."""
    from courses.models import Course, CourseRun

    codes = list(Course.objects.filter(run_courses__isnull=False).values_list("number", flat=True).distinct())
    runs = list(CourseRun.objects.order_by("pk").values_list("booking_code", flat=True)[:20_000])
    for listed in (codes, runs):
        random.Random(1).shuffle(listed)  # noqa: S311 - an order, no secret
    several = list(mixed(MIXED))
    return {
        "constant page, 30 kB, same server and middleware": lambda _: "/constant/",
        "plain list": lambda _: "/da/kurser/",
        "a hundred mixed": lambda turn: f"/da/kurser/?{several[turn % MIXED]}",
        "courses": lambda turn: f"/da/kurser/{codes[turn % len(codes)]}/",
        "classes": lambda turn: f"/da/hold/{runs[turn % len(runs)]}/",
        "page 10^9": lambda turn: "/da/kurser/?page=1000000000",
        "nonsense": lambda turn: f"/da/kurser/?{NAMED['nonsense']}",
    }


def p(times: Sequence[float], percent: int) -> str:
    return f"{sorted(times)[min(len(times) - 1, len(times) * percent // 100)]:.1f}"


if __name__ == "__main__":
    main()
