"""The part of My Overview that says who has viewed a person's data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amu.people import selectors
from amu.people.enums import Role
from amu.people.models import DataView, User
from amu.words import Kind, say

SHOWN = 20
OFFICES = frozenset({*Role, "operator"})


@dataclass(frozen=True, slots=True)
class Look:
    """One line: the office that looked, never the employee's name."""

    at: datetime
    who: str
    what: str
    why: str


def section(user: User) -> dict[str, Any]:
    rows = selectors.views_of(user.pk)
    return {"looks": list(_looks(rows[:SHOWN])), "total": rows.count()}


def _looks(rows: Any) -> Iterator[Look]:
    for row in rows:
        yield Look(row.at, _who(row), row.get_what_display(), row.get_purpose_display())


def _who(row: DataView) -> str:
    role = say(Kind.ROLE, row.viewer_role) if row.viewer_role in OFFICES else _("Employee")
    return f"{role}, {row.provider}" if row.provider else role
