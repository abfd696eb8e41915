"""Certificates on My Overview."""

from typing import Any

from certificates.selectors.certificates import certificates_of


def section(user: Any) -> dict[str, Any]:
    return {"certificates": list(certificates_of(user.pk))}
