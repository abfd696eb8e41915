"""What the proxy of docker-compose.yml does for the list page: nginx with the same configuration before gunicorn.

    python -m benchmarks.proxy [--size 30000] [--seconds 5] [--beside URL]

``--beside`` is the list page of another system on this machine, asked in the same run. Needs nginx and wrk
(Debian: ``apt-get install nginx-light wrk``).
"""

import argparse
import http.client
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.nginx import nginx
from benchmarks.search import grow_to, own_database, prepare, say
from benchmarks.web import PORT as WEB_PORT
from benchmarks.web import cpu, web_server

PORT = 28_000 + os.getpid() % 10_000
STATIC_PORT = PORT + 10_000
CLIENTS = 8
PAGE = "/da/kurser/"


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a second, the slowest of a hundred in milliseconds, and what nginx worked for each."""

    per_second: float
    p99: float
    nginx_cpu: float


def main() -> None:
    if not shutil.which("wrk"):
        raise SystemExit("wrk is not installed: apt-get install nginx-light wrk")
    parser = argparse.ArgumentParser(description="Measure the proxy")
    parser.add_argument("--size", type=int, default=30_000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--beside", default="", help="the list page of another system")
    given = parser.parse_args()
    with own_database(keep=False) as url:
        os.environ.update(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="benchmarks.settings")
        import django

        django.setup()
        prepare()
        grow_to(given.size, 1)
        measure(given.seconds, given.beside)
        from django.db import connections

        connections.close_all()


def measure(seconds: int, beside: str) -> None:
    with web_server(), tempfile.TemporaryDirectory() as folder, proxy(Path(folder)) as workers:
        check()
        (Path(folder) / "static" / "page.html").write_bytes(body(PORT, PAGE))
        say("| list page, 8 clients | requests/s | p99 ms | nginx CPU ms | of the static file |")
        say("|---|---|---|---|---|")
        static = wrk(f"http://127.0.0.1:{STATIC_PORT}/page.html", seconds, workers)
        stored = wrk(f"http://127.0.0.1:{PORT}{PAGE}", seconds, workers)
        made = wrk(f"http://127.0.0.1:{WEB_PORT}{PAGE}", seconds, workers)
        rates = {
            "the same bytes as a static file of nginx": static,
            "behind the proxy": stored,
            "made each time, without the proxy": made,
        }
        if beside:
            wrk(beside, seconds, [])  # not counted: until each of its processes is warm
            rates["the other system"] = wrk(beside, 4 * seconds, [])
        for name, rate in rates.items():
            share = rate.per_second / static.per_second
            say(f"| {name} | {rate.per_second:,.1f} | {rate.p99:.1f} | {rate.nginx_cpu:.3f} | {share:.3f} |")
        if beside:
            other = rates["the other system"].per_second
            say(f"\nOf the other system's: behind the proxy {stored.per_second / other:,.0f} times as many,")
            say(f"made each time {made.per_second / other:.1f} times.")


def proxy(folder: Path) -> AbstractContextManager[list[int]]:
    """With a server for the static file beside it."""
    (folder / "static").mkdir()
    more = f"server {{ listen 127.0.0.1:{STATIC_PORT}; root {folder}/static; }}"
    return nginx(folder, web=f"127.0.0.1:{WEB_PORT}", listen=f"127.0.0.1:{PORT}", more=more)


def check() -> None:
    """The proxy stores what everybody gets, and nothing of a person. Raises RuntimeError."""
    for cookie, stored, cache_control in (
        ("", "MISS", "no-cache"),
        ("", "HIT", "no-cache"),
        ("session=somebody", "BYPASS", "no-store"),
        ("", "HIT", "no-cache"),
    ):
        headers = answer(PAGE, **({"Cookie": cookie} if cookie else {}))
        if (headers["X-Cache"], headers["Cache-Control"]) != (stored, cache_control):
            raise RuntimeError(f"expected {stored} and {cache_control}: {headers}")


def answer(path: str, **headers: str) -> http.client.HTTPMessage:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    connection.request("GET", path, headers=headers)
    got = connection.getresponse()
    got.read()
    connection.close()
    if got.status != 200:
        raise RuntimeError(f"{got.status} {path}")
    return got.headers


def body(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    return connection.getresponse().read()


def wrk(url: str, seconds: int, workers: Sequence[int]) -> Rate:
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--latency", "--timeout", "10s", url]
    subprocess.run([*command[:3], "-d1s", url], check=True, capture_output=True)
    before = cpu(workers)
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    spent = cpu(workers) - before
    count = int(_said(r"(\d+) requests in", said)[0])
    if "Non-2xx" in said or not count:
        raise RuntimeError(said)
    (per_second,), (amount, unit) = (
        _said(r"Requests/sec:\s+([\d.]+)", said),
        _said(r"99%\s+([\d.]+)(us|ms|s)", said),
    )
    return Rate(float(per_second), float(amount) * {"us": 0.001, "ms": 1, "s": 1000}[unit], spent / count)


def _said(pattern: str, text: str) -> tuple[str, ...]:
    found = re.search(pattern, text)
    if not found:
        raise RuntimeError(text)
    return found.groups()


if __name__ == "__main__":
    main()
