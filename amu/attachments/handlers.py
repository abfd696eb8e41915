"""What attachments do when a worker delivers a message. Delivered from the outbox, perhaps twice."""

from collections.abc import Mapping
from typing import Any

from amu import clock
from amu.attachments.services import scan_one


def scan(payload: Mapping[str, Any], dedup_key: str) -> None:
    """A file waits for the scanner. While nobody answers there, the message is tried again."""
    scan_one(payload["attachment"], now=clock.now())
