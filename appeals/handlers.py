"""What appeals do when a worker delivers a message. Delivered from the outbox, perhaps twice."""

from collections.abc import Mapping
from typing import Any

from amu import clock
from appeals.services import forward_after_comments
from appeals.services.bundling import make_bundle
from appeals.services.due import carry_out


def comments_over(payload: Mapping[str, Any], dedup_key: str) -> None:
    """The last day to comment on a statement is over."""
    forward_after_comments(payload["appeal"], now=clock.now())


def due(payload: Mapping[str, Any], dedup_key: str) -> None:
    """A reminder, an escalation, or a forwarding that nobody has carried out."""
    carry_out(payload["about"], payload["due"], now=clock.now())


def bundle(payload: Mapping[str, Any], dedup_key: str) -> None:
    """An appeal was forwarded: put its case together for the ministry."""
    make_bundle(payload["referral"], now=clock.now())
