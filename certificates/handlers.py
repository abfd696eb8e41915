"""What certificates do when a worker delivers a message."""

from collections.abc import Mapping
from typing import Any

from amu import clock
from certificates.authority.recording import remind
from certificates.services.issuing import issue_for_result
from certificates.services.making import make


def on_course_passed(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Outbox handler: somebody passed a course."""
    issue_for_result(payload["result"], now=clock.now())


def on_authority_expires(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Outbox handler: it is the day to remind somebody."""
    remind(payload["authority_certificate"], payload["day"], now=clock.now())


def on_planned(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Outbox handler, outside a transaction: a document of a certificate is to be made."""
    make(payload["issue"], now=clock.now())
