"""What the ministry has asked for or sent back, on the start page of whoever sees to it at a school."""

from typing import Any

from amu.people.access import Act
from amu.people.acting import providers_where
from appeals.selectors.appeals import sent_back_to
from appeals.selectors.inquiries import asked_at


def desk(user: Any) -> dict[str, Any]:
    schools = providers_where(user, Act.REVIEW_APPEAL)
    deciding = providers_where(user, Act.DECIDE_ANEW)
    return {
        "asked": asked_at(schools) if schools else 0,
        "sent_back": sent_back_to(deciding) if deciding else 0,
    }
