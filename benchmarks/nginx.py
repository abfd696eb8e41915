"""nginx as docker-compose.yml runs it, on this machine: the same configuration, other addresses."""

import re
import shutil
import string
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TEMPLATE = Path(__file__).parents[1] / "docker" / "proxy.conf.template"
MAIN = """
${user}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 256; }
http {
    default_type text/html;
    access_log off;
    sendfile on;  # as in the nginx image
    client_body_temp_path ${folder}/body;
    proxy_temp_path ${folder}/proxy;
    fastcgi_temp_path ${folder}/fastcgi;
    uwsgi_temp_path ${folder}/uwsgi;
    scgi_temp_path ${folder}/scgi;
    include ${folder}/proxy.conf;
    ${more}
}
"""


@contextmanager
def nginx(folder: Path, *, web: str, listen: str, more: str = "") -> Iterator[list[int]]:
    """nginx before ``web``, answering on ``listen`` (each host:port); gives the ids of its workers.

    ``more`` is configuration beside that of the proxy. Raises RuntimeError when it does not start.
    """
    values = {"WEB": web, "LISTEN": listen, "CACHE": str(folder / "cache")}
    conf = re.sub(r"\$\{(\w+)\}", lambda name: values[name[1]], TEMPLATE.read_text())
    (folder / "proxy.conf").write_text(conf)
    # Started by root, workers would become "nobody", who may not read the folder.
    user = "user root;" if folder.owner() == "root" else ""
    main = string.Template(MAIN).substitute(folder=folder, user=user, more=more)
    (folder / "nginx.conf").write_text(main)
    server = subprocess.Popen([command(), "-c", f"{folder}/nginx.conf", "-g", "daemon off;"])
    try:
        yield _workers(server, folder / "nginx.pid")
    finally:
        server.terminate()
        server.wait()


def command() -> str:
    """Debian has it outside an ordinary user's PATH. Raises RuntimeError when it is not installed."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if not found:
        raise RuntimeError("nginx is not installed (Debian: apt-get install nginx-light)")
    return found


def _workers(server: subprocess.Popen[bytes], pid_file: Path) -> list[int]:
    for _ in range(100):
        time.sleep(0.1)
        if server.poll() is not None:
            raise RuntimeError("nginx did not start")
        if pid_file.exists() and (found := _children(server.pid)):
            return found
    raise RuntimeError("nginx has started no worker")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
