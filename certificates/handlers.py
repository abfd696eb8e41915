"""What certificates do when a worker delivers a message."""

from collections.abc import Mapping
from typing import Any

from amu import clock
from certificates.services.issuing import issue_for_result


def on_course_passed(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Outbox handler: somebody passed a course."""
    issue_for_result(payload["result"], now=clock.now())
