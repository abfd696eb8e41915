"""Just enough of a web server for the test identity provider and the mail page: loopback only, nothing logged."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from amu.local.processes import LOOPBACK

BODY_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class LoopbackRequest:
    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    host: str = ""


@dataclass(frozen=True, slots=True)
class LoopbackResponse:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def as_json(value: Any, *, status: int = 200) -> LoopbackResponse:
    return LoopbackResponse(status, json.dumps(value).encode(), {"Content-Type": "application/json"})


def text(words: str, *, status: int = 200, kind: str = "text/plain") -> LoopbackResponse:
    return LoopbackResponse(status, words.encode(), {"Content-Type": f"{kind}; charset=utf-8"})


def redirect(address: str) -> LoopbackResponse:
    return LoopbackResponse(303, b"", {"Location": address})


@contextmanager
def serve_in_thread(
    application: Callable[[LoopbackRequest], LoopbackResponse], *, port: int = 0
) -> Iterator[int]:
    """Answer on loopback while the block runs; gives the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if length > BODY_LIMIT:
                self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                return
            self._answer(dict(parse_qsl(self.rfile.read(length).decode())))

        def _answer(self, form: dict[str, str]) -> None:
            parts = urlsplit(self.path)
            host = self.headers.get("Host", "")
            answer = application(
                LoopbackRequest(self.command, parts.path, dict(parse_qsl(parts.query)), form, host)
            )
            self.send_response(answer.status)
            headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **answer.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: Any) -> None:
            """Addresses carry codes: they are written nowhere."""

    server = ThreadingHTTPServer((LOOPBACK, port), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
