"""Where the embedded servers keep their data, and the addresses they answer on."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOCKET_PATH_LIMIT = 100  # of the 107 bytes a socket's path may have
DATABASE_NAME = "amu"
APP, OWNER = "amu", "amu_owner"  # the roles of docker/roles.sql


@dataclass(frozen=True, slots=True)
class Places:
    """Folders and socket addresses below one git-ignored folder.

    A deep checkout gets its sockets in the system's folder for temporary files.
    """

    var: Path

    @property
    def postgres(self) -> Path:
        return self.var.resolve() / "postgres"

    @property
    def valkey(self) -> Path:
        return self.var.resolve() / "valkey"

    @property
    def mail(self) -> Path:
        return self.var.resolve() / "mail"

    @property
    def sealing(self) -> Path:
        return self.var.resolve() / "sealing"

    @property
    def log(self) -> Path:
        return self.var.resolve() / "log"

    @property
    def sockets(self) -> Path:
        near = self.var.resolve() / "sockets"
        if len(os.fsencode(near / ".s.PGSQL.5432.lock")) < SOCKET_PATH_LIMIT:
            return near
        mark = hashlib.sha256(os.fsencode(near)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"amu-{mark}"

    @property
    def database_url(self) -> str:
        """For the app, which owns no table."""
        return self.url_of(APP)

    @property
    def owner_url(self) -> str:
        """For migrations, and for tests, which make databases of their own."""
        return self.url_of(OWNER)

    def url_of(self, role: str, database: str = DATABASE_NAME) -> str:
        return f"postgresql://{role}@/{database}?host={self.sockets}"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def broker_url(self) -> str:
        return f"redis+socket://{self.valkey_socket}"

    @property
    def cache_url(self) -> str:
        return f"unix://{self.valkey_socket}?db=1"
