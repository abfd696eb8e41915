"""A mail server that delivers nothing, and a small page to read what it caught.

    python -m amu.local.mailroom --smtp-port 8025 --web-port 8026 --folder var/mail

Serves its own machine only. The page also lists the people one can sign in as.
"""

import argparse
import signal
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from aiosmtpd import handlers
from aiosmtpd.controller import Controller

from amu.local import mail_pages
from amu.local.loopback_http import LoopbackRequest, LoopbackResponse, serve_in_thread, text
from amu.local.mailbox import Mailbox
from amu.local.processes import LISTENING, LOOPBACK

SIZE_LIMIT = 10 * 1024 * 1024  # bytes
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Content-Type": "text/html; charset=utf-8",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True, slots=True)
class MailPages:
    """/ lists the mail, /mail/KEY shows one, /people who can sign in."""

    mailbox: Mailbox

    def __call__(self, asked: LoopbackRequest) -> LoopbackResponse:
        # A foreign page that points its own name at 127.0.0.1 must not read the mail.
        if urlsplit(f"//{asked.host}").hostname not in {"localhost", LOOPBACK}:
            return text("This page answers on localhost only.\n", status=421)
        if asked.path == "/style.css":
            return text(mail_pages.STYLE, kind="text/css")
        page = self._page(asked.path)
        return (
            LoopbackResponse(200, page.encode(errors="replace"), HEADERS)
            if page
            else text("Not found\n", status=404)
        )

    def _page(self, path: str) -> str:
        """Empty for a path that leads nowhere."""
        if path == "/":
            return mail_pages.inbox(self.mailbox.newest_first())
        if path == "/people":
            return mail_pages.people()
        mail = self.mailbox.get(unquote(path.removeprefix("/mail/")))
        return mail_pages.one_mail(mail) if mail else ""


def main() -> None:
    """Runs until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--smtp-port", type=int, required=True)
    parser.add_argument("--web-port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    chosen = parser.parse_args()
    stop = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    catcher = Controller(
        handlers.Mailbox(chosen.folder),
        hostname=LOOPBACK,
        port=chosen.smtp_port,
        data_size_limit=SIZE_LIMIT,
    )
    with serve_in_thread(MailPages(Mailbox(chosen.folder)), port=chosen.web_port):
        catcher.start()
        print(LISTENING, flush=True)
        signal.sigwait(stop)
        catcher.stop()


if __name__ == "__main__":
    main()
