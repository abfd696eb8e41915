"""Caught mail as numbered .eml files: it survives a restart, and file names tell nothing of anybody."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mailbox:
    folder: Path

    def add(self, content: bytes) -> int:
        """Store one message and give its number. Whole or not at all, also when killed in the middle."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = max(self._numbers(), default=0) + 1
        draft = self.folder / f"{os.getpid()}.part"
        draft.write_bytes(content)
        while True:
            try:
                os.link(draft, self._path(number))
            except FileExistsError:
                number += 1
            else:
                draft.unlink()
                return number

    def newest_first(self) -> Iterator[tuple[int, EmailMessage]]:
        for number in sorted(self._numbers(), reverse=True):
            message = self.get(number)
            if message is not None:
                yield number, message

    def get(self, number: int) -> EmailMessage | None:
        try:
            content = self._path(number).read_bytes()
        except FileNotFoundError:
            return None
        return BytesParser(EmailMessage, policy=policy.default).parsebytes(content.replace(b"\r\n", b"\n"))

    def clear(self) -> None:
        for number in self._numbers():
            self._path(number).unlink(missing_ok=True)

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:06d}.eml"

    def _numbers(self) -> list[int]:
        return [int(path.stem) for path in self.folder.glob("*.eml") if path.stem.isdigit()]


def body_text(message: EmailMessage) -> str:
    """What a person would read: the plain text when there is one."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text: str = part.get_content()
    return text
