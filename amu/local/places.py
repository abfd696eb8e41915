"""Where the embedded servers keep their data, and the addresses they answer on."""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

SOCKET_PATH_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Places:
    """Folders and socket addresses below one git-ignored folder.

    A socket's path may have at most 107 bytes; a deep checkout gets its sockets under /tmp.
    """

    var: Path

    @property
    def postgres(self) -> Path:
        return self.var.resolve() / "postgres"

    @property
    def valkey(self) -> Path:
        return self.var.resolve() / "valkey"

    @property
    def sockets(self) -> Path:
        near = self.var.resolve() / "sockets"
        if len(str(near / ".s.PGSQL.5432.lock")) < SOCKET_PATH_LIMIT:
            return near
        mark = hashlib.sha256(str(near).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"amu-{mark}"

    @property
    def database_url(self) -> str:
        return f"postgresql://postgres@/amu?host={self.sockets}"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def broker_url(self) -> str:
        return f"redis+socket://{self.valkey_socket}"

    @property
    def cache_url(self) -> str:
        return f"unix://{self.valkey_socket}?db=1"
