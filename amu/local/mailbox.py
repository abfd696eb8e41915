"""The mail that aiosmtpd caught in a Maildir, to read."""

import mailbox
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path


class Mailbox:
    """Nothing here marks mail as read, so all of it stays in the Maildir's folder for new mail."""

    def __init__(self, folder: Path) -> None:
        self.maildir = mailbox.Maildir(folder)
        self.new = folder / "new"

    def newest_first(self) -> Iterator[tuple[str, EmailMessage]]:
        """Messages with their keys."""
        for path in sorted(self.new.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True):
            yield path.name, _message(path.read_bytes())

    def get(self, key: str) -> EmailMessage | None:
        return _message(self.maildir.get_bytes(key)) if key in self.maildir else None

    def clear(self) -> None:
        self.maildir.clear()


def _message(content: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(content)


def body_text(message: EmailMessage) -> str:
    """What a person would read: the plain text when there is one."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text: str = part.get_content()
    return text
