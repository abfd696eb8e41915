"""A real clamd on a free port, with one signature of our own: public ones cannot be fetched everywhere."""

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from amu.local.processes import free_port, wait_until
from tests.stack import answers

# Harmless bytes that stand for a virus, put together here so that no scanner on the way finds them in this file.
BAD = b"AMU-" + b"TEST-" + b"VIRUS-0123456789"
SIGNATURE = f"Amu.Test.Virus:0:*:{BAD.hex()}\n"
FOUND = "Amu.Test.Virus.UNOFFICIAL"


@contextmanager
def clamd(folder, *, largest="25M"):
    """Its address. ``amu/local/bootstrap.sh tests`` installs it."""
    program = shutil.which("clamd") or "/usr/sbin/clamd"
    folder, port = Path(folder), free_port()
    signatures = folder / "signatures"
    signatures.mkdir(exist_ok=True)
    (signatures / "test.ndb").write_text(SIGNATURE)
    settings = {
        "DatabaseDirectory": signatures,
        "TCPSocket": port,
        "TCPAddr": "127.0.0.1",
        "Foreground": "yes",
        "StreamMaxLength": largest,
        "TemporaryDirectory": folder,
    }
    config = folder / "clamd.conf"
    config.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    with (folder / "clamd.log").open("w") as log:
        server = subprocess.Popen([program, "--config-file", config], stdout=log, stderr=log)
    try:
        wait_until(lambda: answers(port), seconds=60, what="clamd")
        yield "127.0.0.1", port
    finally:
        server.terminate()
        server.wait(timeout=20)
