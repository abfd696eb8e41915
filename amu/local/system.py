"""The processes that together are the system on one machine. `make run` and the tests start the same ones."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from amu.local.places import Places
from amu.local.processes import LISTENING, LOOPBACK, free_port

PREFERRED = {"identity": 9400, "smtp": 8025, "mail": 8026, "scanner": 3310}


@dataclass(frozen=True, slots=True)
class Service:
    """A command, and how one can tell that it is up: by asking it, and by what it says in its log."""

    name: str
    command: Sequence[str]
    is_up: Callable[[], bool] = lambda: True
    says: str = ""


@dataclass(frozen=True, slots=True)
class Ports:
    web: int
    identity: int
    smtp: int
    mail: int
    scanner: int

    @classmethod
    def choose(cls, web: int, note: Path) -> "Ports":
        """Those of last time where they are free: people are known by issuer, and a port is part of it."""
        wanted = {**PREFERRED, **(json.loads(note.read_text(encoding="ascii")) if note.exists() else {})}
        chosen = {name: free_port(wanted[name] if wanted[name] != web else 0) for name in PREFERRED}
        note.write_text(json.dumps(chosen), encoding="ascii")
        return cls(web, **chosen)

    @classmethod
    def any(cls) -> "Ports":
        return cls(*(free_port() for _ in range(5)))

    @property
    def issuer(self) -> str:
        """On the other name of this machine: cookies ignore ports, and two sites must not share them."""
        return f"http://{LOOPBACK}:{self.identity}"

    @property
    def smtp_url(self) -> str:
        return f"smtp://{LOOPBACK}:{self.smtp}"

    @property
    def clamd(self) -> str:
        return f"{LOOPBACK}:{self.scanner}"

    @property
    def public_address(self) -> str:
        return f"http://localhost:{self.web}"


def environment(inherited: Mapping[str, str], places: Places, ports: Ports) -> dict[str, str]:
    """For every process. Variables already set win, so that other servers can replace the embedded ones."""
    return {
        "DATABASE_URL": places.database_url,
        "SMTP_URL": ports.smtp_url,
        "CLAMD": ports.clamd,
        "PUBLIC_ADDRESS": ports.public_address,
        "MITID_ISSUER": ports.issuer,
        "STATIC_ROOT": str(places.var.resolve() / "static"),
        **{name: value for name, value in inherited.items() if value},
        "AMU_VAR": str(places.var.resolve()),
        "DJANGO_SETTINGS_MODULE": "amu.settings.dev",
        "PYTHONUNBUFFERED": "1",
    }


def services(places: Places, ports: Ports, environment: Mapping[str, str]) -> list[Service]:
    """In the order of their start; without those whose real counterpart is named. Expects Django set up.

    Each has to say itself that it listens: on a port that was free a moment ago, somebody else might answer.
    """
    chosen = [_web(ports), _worker(), _beat(places)]
    if environment["MITID_ISSUER"] == ports.issuer:
        chosen.insert(0, _identity_provider(ports))
    if environment["SMTP_URL"] == ports.smtp_url:
        chosen.insert(0, _mail(places, ports))
    if environment["CLAMD"] == ports.clamd:
        chosen.insert(0, Service("scanner", _module("amu.local.scanner", port=ports.scanner), says=LISTENING))
    return chosen


def _module(name: str, **options: object) -> list[str]:
    spelled = [part for key, value in options.items() for part in (f"--{key.replace('_', '-')}", str(value))]
    return [sys.executable, "-m", name, *spelled]


def _mail(places: Places, ports: Ports) -> Service:
    options = {"smtp_port": ports.smtp, "web_port": ports.mail, "folder": places.mail}
    return Service("mail", _module("amu.local.mailroom", **options), says=LISTENING)


def _identity_provider(ports: Ports) -> Service:
    from django.conf import settings
    from django.urls import reverse

    client = settings.SOCIALACCOUNT_PROVIDERS["mitid"]["APPS"][0]
    options = {
        "port": ports.identity,
        "client_id": client["client_id"],
        "client_secret": client["secret"],
        "redirect_uri": ports.public_address + reverse("mitid_callback"),
    }
    return Service("identity", _module("amu.local.identity_provider", **options), says=LISTENING)


def _web(ports: Ports) -> Service:
    options = {
        "bind": f"{LOOPBACK}:{ports.web}",
        "worker_class": "gthread",
        "workers": 2,
        "threads": 3,
    }
    return Service(
        "web",
        [*_module("gunicorn", **options), "--no-control-socket", "amu.wsgi"],
        says="Listening at",
        is_up=lambda: is_well(f"{ports.public_address}/health/ready"),
    )


def _worker() -> Service:
    command = [sys.executable, "-m", "celery", "--app", "amu.celery", "worker"]
    options = ["--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    return Service("worker", [*command, *options], says=" ready.")


def _beat(places: Places) -> Service:
    command = [sys.executable, "-m", "celery", "--app", "amu.celery", "beat", "--loglevel", "INFO"]
    options = ["--pidfile", "", "--schedule", str(places.var.resolve() / "beat")]
    return Service("beat", [*command, *options], says="beat: Starting")


def is_well(address: str) -> bool:
    """Whether a GET is answered with 200."""
    parts = urlsplit(address)
    connection = HTTPConnection(LOOPBACK, parts.port, timeout=5)
    try:
        connection.request("GET", parts.path, headers={"Host": parts.netloc})
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
