"""A mail server that delivers nothing, and a small page to read what it caught.

    python -m amu.local.mailroom --smtp-port 8025 --web-port 8026 --folder var/mail

Serves its own machine only. The page also lists the people one can sign in as.
"""

import argparse
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from amu.local import mail_pages
from amu.local.mailbox import Mailbox
from amu.local.processes import LISTENING, LOOPBACK

SIZE_LIMIT = 10 * 1024 * 1024  # bytes
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Catcher:
    """aiosmtpd's handler: every mail is accepted, for whomever it is."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mailbox.add(envelope.original_content or b"")
        return "250 Caught"


class Pages(BaseHTTPRequestHandler):
    """/ lists the mail, /mail/N shows one, /people who can sign in, /health answers when up."""

    mailbox: Mailbox

    def do_GET(self) -> None:
        if not self._asked_by_this_machine():
            self._answer(421, "text/plain", "This page answers on localhost only.\n")
            return
        path = urlsplit(self.path).path
        name, _, rest = path.strip("/").partition("/")
        if path == "/":
            self._html(mail_pages.inbox(self.mailbox.newest_first()))
        elif name == "mail" and rest.isascii() and rest.isdigit() and (mail := self.mailbox.get(int(rest))):
            self._html(mail_pages.one_mail(mail))
        elif path == "/people":
            self._html(mail_pages.people())
        elif path == "/style.css":
            self._answer(200, "text/css", mail_pages.STYLE)
        elif path == "/health":
            self._answer(200, "text/plain", "ok\n")
        else:
            self._answer(404, "text/plain", "Nothing here.\n")

    def _asked_by_this_machine(self) -> bool:
        """A foreign page that points its own name at 127.0.0.1 must not read the mail."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        return host in {"localhost", LOOPBACK}

    def _html(self, body: str) -> None:
        self._answer(200, "text/html", body)

    def _answer(self, status: int, kind: str, text: str) -> None:
        content = text.encode("utf-8", errors="replace")
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": f"{kind}; charset=utf-8"}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def version_string(self) -> str:
        return "mailroom"

    def log_message(self, *args: object) -> None:
        """Says nothing: addresses of mail are nobody's business in a log."""


def serve(mailbox: Mailbox, *, host: str, smtp_port: int, web_port: int) -> None:
    """Runs until SIGTERM or SIGINT."""
    done = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: done.set())
    catcher = Controller(Catcher(mailbox), hostname=host, port=smtp_port, data_size_limit=SIZE_LIMIT)
    pages = ThreadingHTTPServer((host, web_port), type("BoundPages", (Pages,), {"mailbox": mailbox}))
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    catcher.start()
    print(LISTENING, flush=True)
    done.wait()
    catcher.stop()
    pages.shutdown()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--smtp-port", type=int, required=True)
    arguments.add_argument("--web-port", type=int, required=True)
    arguments.add_argument("--folder", type=Path, required=True)
    arguments.add_argument("--host", default=LOOPBACK, help="0.0.0.0 inside a container")
    chosen = arguments.parse_args()
    serve(Mailbox(chosen.folder), host=chosen.host, smtp_port=chosen.smtp_port, web_port=chosen.web_port)


if __name__ == "__main__":
    main()
