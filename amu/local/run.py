"""`make run`: the whole system on one machine, until Ctrl-C.

PORT chooses where. DATABASE_URL, REDIS_URL, SMTP_URL and MITID_ISSUER put real servers in place of
the ones that are started here. Data, mail and logs stay in var/.
"""

import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from amu.local.personas import describe
from amu.local.places import ROOT, Places
from amu.local.postgres import Postgres
from amu.local.prepare import prepare_all
from amu.local.processes import NotReadyError, port_is_free
from amu.local.supervisor import Supervisor
from amu.local.system import Ports, environment, services
from amu.local.valkey import Valkey
from amu.settings.env import Env

DEFAULT_PORT = 8000
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    began = time.monotonic()
    settings = Env()
    places = Places(settings.folder("AMU_VAR", ROOT / "var"))
    for number in ENDING:
        signal.signal(number, _interrupt)
    try:
        with _alone(places.var):
            ports = _ports(settings.number("PORT", DEFAULT_PORT), places)
            _run(places, ports, began)
    except NotReadyError as error:
        sys.exit(f"\n{error}")
    except KeyboardInterrupt:
        _say(f"Stopped. The data stays in {places.var}/")


def _run(places: Places, ports: Ports, began: float) -> None:
    given = {name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    os.environ.update(environment(os.environ, places, ports))
    try:
        if "DATABASE_URL" not in given:
            _say("PostgreSQL ...")
            Postgres(places).ensure()
        if "REDIS_URL" not in given:
            _say("Valkey ...")
            Valkey(places).ensure()
        _say("Tables, catalogue, static files ...")
        prepare_all()
        with supervised(places, ports) as supervisor:
            _say("Web, worker, beat, mail and sign-in ...")
            supervisor.start_all()
            _welcome(places, ports, seconds=time.monotonic() - began)
            _watch(supervisor)
    finally:
        for number in ENDING:  # a second Ctrl-C must not leave a server behind
            signal.signal(number, signal.SIG_IGN)
        if "REDIS_URL" not in given:
            Valkey(places).stop()
        if "DATABASE_URL" not in given:
            Postgres(places).stop()


@contextmanager
def supervised(places: Places, ports: Ports) -> Iterator[Supervisor]:
    supervisor = Supervisor(log=places.log, environment=os.environ)
    for service in services(places, ports, os.environ):
        supervisor.add(service)
    try:
        yield supervisor
    finally:
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN)
        supervisor.stop_all()


@contextmanager
def _alone(var: Path) -> Iterator[None]:
    """Two of these on the same data would stop each other's servers."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotReadyError(f"`make run` is running here already, on the data in {var}/.") from None
        yield


def _ports(web: int, places: Places) -> Ports:
    if not port_is_free(web):
        raise NotReadyError(f"Port {web} is taken. Choose another one: make run PORT={web + 1}")
    return Ports.choose(web, places.var / "ports.json")


def _watch(supervisor: Supervisor) -> None:
    """Until Ctrl-C. Raises NotReadyError when a child dies: half a system is worse than none."""
    while True:
        for name in supervisor.dead():
            log = supervisor.log_of(name)
            raise NotReadyError(
                f"{name} has died:\n{supervisor.last_words(name)}\nEverything is stopped. See {log}"
            )
        time.sleep(0.5)


def _welcome(places: Places, ports: Ports, *, seconds: float) -> None:
    _say(
        "",
        f"Ready after {seconds:.1f} seconds:",
        f"    {ports.public_address}/da/  (English: /en/)",
        "",
        "Sign in as:",
    )
    for row in describe():
        _say(f"    {row['name']:<20} {_how(row)}")
    _say("", f"Mail, and everybody's codes: http://localhost:{ports.mail}/people")
    _say(f"Logs: {places.log}/    Ctrl-C stops everything.")


def _how(row: dict[str, str]) -> str:
    door = f"{row['user_name']} / {row['password']}" if "password" in row else row["sign_in"]
    return f"{door:<38} {row['who']}"


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _say(*lines: str) -> None:
    with suppress(BrokenPipeError):
        print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    main()
