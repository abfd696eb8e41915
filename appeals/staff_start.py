"""What the ministry waits for, on the start page of whoever answers it at a school."""

from typing import Any

from amu.people.access import Act
from amu.people.acting import providers_where
from appeals.selectors.inquiries import asked_at


def desk(user: Any) -> dict[str, Any]:
    schools = providers_where(user, Act.REVIEW_APPEAL)
    return {"asked": asked_at(schools) if schools else 0}
