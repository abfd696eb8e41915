"""`make run`: the whole system on one machine, until Ctrl-C.

PORT chooses where. DATABASE_URL, REDIS_URL, SMTP_URL and MITID_ISSUER put real servers in place of
the ones that are started here. Data, mail and logs stay in var/.
"""

import fcntl
import os
import shlex
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from honcho.manager import SYSTEM_PRINTER_NAME, Manager
from honcho.printer import Printer

from amu.local.personas import describe
from amu.local.places import ROOT, Places
from amu.local.postgres import Postgres
from amu.local.prepare import prepare_all
from amu.local.processes import NotReadyError, port_is_free, wait_until
from amu.local.system import Ports, Service, environment, services
from amu.local.valkey import Valkey
from amu.settings.env import Env

DEFAULT_PORT = 8000
START_SECONDS = 120
LAST_WORDS = 15  # lines
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
        _say("Web, worker, beat, mail and sign-in ...")
        together(
            services(places, ports, os.environ),
            places.log,
            lambda: _welcome(places, ports, seconds=time.monotonic() - began),
        )
    finally:
        for number in ENDING:  # a second Ctrl-C must not leave a server behind
            signal.signal(number, signal.SIG_IGN)
        if "REDIS_URL" not in given:
            Valkey(places).stop()
        if "DATABASE_URL" not in given:
            Postgres(places).stop()


def together(parts: Sequence[Service], log: Path, welcome: Callable[[], None]) -> None:
    """Run them until Ctrl-C. Raises NotReadyError when one of them ends."""
    printer = Logs(parts, log, welcome)
    manager = Manager(printer)
    for part in parts:
        manager.add_process(part.name, f"exec {shlex.join(part.command)}", cwd=str(ROOT))
    signal.signal(
        signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM)
    )  # honcho knows the other two
    manager.loop()
    if printer.is_told_to_stop:
        raise KeyboardInterrupt
    name = printer.first_to_end
    raise NotReadyError(
        f"{name} has died:\n{printer.last_words(name)}\nEverything is stopped. See {printer.file(name)}"
    )


class Logs(Printer):  # type: ignore[misc]
    """Where honcho sends what is said: a file for each part, and the terminal for what happens to them.

    Welcomes people once every part has said that it listens and answers when it is asked.
    """

    def __init__(self, parts: Sequence[Service], folder: Path, welcome: Callable[[], None]) -> None:
        super().__init__()
        self.parts, self.folder, self.welcome = parts, folder, welcome
        self.awaited = {part.name: part.says for part in parts}
        self.is_told_to_stop, self.first_to_end = False, ""
        folder.mkdir(parents=True, exist_ok=True)

    def file(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def last_words(self, name: str) -> str:
        return "\n".join(self.file(name).read_text(errors="replace").splitlines()[-LAST_WORDS:])

    def write(self, message: Any) -> None:
        if message.name == SYSTEM_PRINTER_NAME:
            self._hear(message.data)
            super().write(message)
            return
        with self.file(message.name).open("ab") as log:
            log.write(message.data)
        says = self.awaited.get(message.name)
        if says is not None and says.encode() in message.data:
            del self.awaited[message.name]
            if not self.awaited:
                threading.Thread(target=self._greet, daemon=True).start()

    def _hear(self, event: str) -> None:
        """honcho reports who ended only in a text."""
        name, is_end, _ = event.partition(" stopped (rc=")
        if is_end:
            self.first_to_end = self.first_to_end or name
        self.is_told_to_stop = self.is_told_to_stop or event.endswith(" received\n")

    def _greet(self) -> None:
        """In a thread: the answers take a while, and somebody may press Ctrl-C meanwhile."""
        wait_until(
            lambda: all(part.is_up() for part in self.parts),
            seconds=START_SECONDS,
            what="not every part answers",
        )
        self.welcome()


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
    _say("", "Most courses have no dates yet: `make demo` in another terminal invents classes and cases.")
    _say("", f"Mail, and everybody's codes: http://localhost:{ports.mail}/people")
    _say(f"Logs: {places.log}/    Ctrl-C stops everything.")


def _how(row: dict[str, str]) -> str:
    account = f"{row['user_name']} / {row['password']}" if "password" in row else row["sign_in"]
    return f"{account:<38} {row['who']}"


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _say(*lines: str) -> None:
    with suppress(BrokenPipeError):
        print(*lines, sep="\n", flush=True)


if __name__ == "__main__":
    main()
