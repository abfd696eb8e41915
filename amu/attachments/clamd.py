"""Ask a clamd over TCP whether a file is clean: its command INSTREAM, the bytes in chunks, one line back."""

import socket
import struct
from dataclasses import dataclass

CHUNK = 65_536
TIMEOUT = 60.0  # seconds for each step; a large archive takes a while
LONGEST_ANSWER = 4_096
COMMAND, OK, FOUND = b"zINSTREAM\0", "OK", "FOUND"


@dataclass(frozen=True, slots=True)
class Answer:
    """What clamd says of a file. ``signature`` names what it found; empty for a clean file."""

    signature: str = ""


class ScannerDownError(Exception):
    """Nobody answers there, or not to the end: ask again later."""


class NotScannedError(Exception):
    """Clamd answered that it cannot scan this file, for example because it is larger than clamd takes."""


def scan(content: bytes, *, host: str, port: int, timeout: float = TIMEOUT) -> Answer:
    """Raises ScannerDownError, NotScannedError."""
    try:
        with socket.create_connection((host, port), timeout=timeout) as connection:
            said = _ask(connection, content)
    except OSError as error:
        raise ScannerDownError(type(error).__name__) from error
    return _understood(said)


def _ask(connection: socket.socket, content: bytes) -> bytes:
    """Clamd that has had enough closes its end while we still send; what it said before is read all the same."""
    try:
        connection.sendall(COMMAND)
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        part = connection.recv(LONGEST_ANSWER)
        if not part:
            break
        said += part
    return said


def _understood(said: bytes) -> Answer:
    """``stream: OK``, ``stream: NAME FOUND`` or ``... ERROR``; anything else is no answer."""
    if not said.endswith(b"\0"):
        raise ScannerDownError("answer cut short")
    text = said.rstrip(b"\0").decode("ascii", "replace").strip()
    verdict = text.removeprefix("stream: ")
    if verdict == OK:
        return Answer()
    if verdict.endswith(f" {FOUND}"):
        return Answer(signature=verdict.removesuffix(f" {FOUND}")[:120])
    raise NotScannedError(text[:120])
