"""PostgreSQL refuses to be root. Two ways to run it as nobody that leave the machine as it is."""

import os
import shutil
import subprocess
from pathlib import Path

from amu.local.processes import NotReadyError

NOBODY = 65534

# Root in a namespace of its own is nobody there; outside, the files stay root's.
NAMESPACE = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
# Where namespaces are off (most containers): really nobody, who may still walk through root's folders.
CAPABILITY = [
    "setpriv",
    f"--reuid={NOBODY}",
    f"--regid={NOBODY}",
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
]


def prefix() -> list[str]:
    """What to put before a PostgreSQL command; nothing for an ordinary user.

    Raises NotReadyError for root where neither way is open.
    """
    if os.geteuid() != 0:
        return []
    for way in (NAMESPACE, CAPABILITY):
        if (
            shutil.which(way[0])
            and subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0
        ):
            return way
    raise NotReadyError(
        "PostgreSQL will not run as root, and this machine has neither user namespaces nor setpriv. "
        "Run as an ordinary user, or name a server in DATABASE_URL."
    )


def hand_over(folder: Path, way: list[str]) -> None:
    """Give the data to whoever the server will be: it starts only on files that are its own."""
    if os.geteuid() != 0:
        return
    owner = NOBODY if way == CAPABILITY else 0
    if folder.stat().st_uid == owner:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, owner, owner, follow_symlinks=False)
