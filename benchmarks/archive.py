"""How long 400,000 archived courses of 100,000 invented people take to load, and one person's overview.

python -m benchmarks.archive [--rows 400000] [--people 100000] [--rounds 200]
"""

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from benchmarks.search import own_database, prepare, say

HEAD = "record_id;cpr;course_number;course_title;starts_on;ends_on;school_number;school_name;outcome\n"
FIRST_DAY, DAYS = date(2004, 1, 5), 8000


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the archive")
    parser.add_argument("--rows", type=int, default=400_000)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=200)
    given = parser.parse_args()
    with own_database(keep=False) as url, tempfile.TemporaryDirectory() as folder:
        os.environ.update(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="benchmarks.settings")
        import django

        django.setup()
        prepare()
        file = Path(folder) / "archive.csv"
        numbers = invent(file, given.rows, given.people)
        for what in ("loaded", "loaded again"):
            measure_load(file, what)
        measure_overview(numbers, given.rounds)
        from django.db import connections

        connections.close_all()


def invent(file: Path, rows: int, people: int) -> list[str]:
    """Numbers of birthdays that exist; who they could belong to is chance."""
    chance = random.Random(1)  # noqa: S311 - made up
    numbers = [
        f"{date(1950, 1, 1) + timedelta(days=n % 18_000):%d%m%y}{n // 18_000:04}" for n in range(people)
    ]
    with file.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for n in range(rows):
            day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
            course = chance.randrange(900)
            out.write(
                f"R{n};{chance.choice(numbers)};{40_000 + course};Opdigtet kursus {course};{day - timedelta(days=2)};{day};"
                f"2800{course % 80:02};Opdigtet skole {course % 80};{chance.choice(['passed', 'passed', ''])}\n"
            )
    return numbers


def measure_load(file: Path, what: str) -> None:
    from amu import clock
    from certificates.archive.loading import load

    counts: Counter[str] = Counter()
    began = time.monotonic()
    refused = sum(1 for _ in load(file, counts, now=clock.now()))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(
        f"{what}: {time.monotonic() - began:.1f} s, {dict(counts)}, {refused} refused, process at most {memory} MB"
    )


def measure_overview(numbers: list[str], rounds: int) -> None:
    """The whole page for somebody signed in, in this process, each time another person."""
    from django.test import Client
    from django.urls import reverse

    from amu import clock
    from amu.people.encryption import cpr_keys
    from amu.people.models import User
    from certificates.archive.claiming import match_known

    taken = []
    for n, number in enumerate(numbers[: rounds + 5]):
        index = cpr_keys().index(number)
        fields = {"issuer": "bench", "subject": str(n), "has_cpr": "yes"}
        user = User.objects.create_user(f"bench-{n}", cpr_index=index, cpr_encrypted=b"unread", **fields)
        match_known([index], now=clock.now())
        client = Client()
        client.force_login(user)
        began = time.perf_counter()
        if client.get(reverse("overview")).status_code != 200:
            raise RuntimeError("no overview")
        taken.append((time.perf_counter() - began) * 1000)
    taken = sorted(taken[5:])
    say(
        f"one person's overview: p50 {statistics.median(taken):.1f} ms, p95 {taken[len(taken) * 95 // 100]:.1f} ms, "
        f"at most {taken[-1]:.1f} ms"
    )


if __name__ == "__main__":
    main()
