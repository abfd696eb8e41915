"""Certificates on My Overview."""

from typing import Any

from amu.people.selectors import as_card
from certificates.selectors.certificates import certificates_of, public_name


def section(user: Any) -> dict[str, Any]:
    rows = list(certificates_of(user.pk))
    holder = as_card(user)
    return {"certificates": [(row, bool(public_name(row, holder))) for row in rows]}
