"""The parts of My Overview about the person: how we reach them, and who has viewed their data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amu.journal.services import REPRESENTATIVE
from amu.people import selectors
from amu.people.enums import Role
from amu.people.models import DataView, ListView, User
from amu.people.post import address_of
from amu.words import Kind, label, say

SHOWN = 20
OFFICES = frozenset({*Role, "operator", REPRESENTATIVE})


@dataclass(frozen=True, slots=True)
class Look:
    """One line: the office that looked, never the employee's name."""

    at: datetime
    who: str
    what: str
    why: str


def my_data(user: User) -> dict[str, Any]:
    """What we use to reach the person, with where the address comes from."""
    known = address_of(user.pk)
    return {
        "person": user,
        "address": known.address.lines(user.name_on_paper) if known else (),
        "source": label(known.source) if known else "",
        "as_of": known.as_of if known else None,
    }


def section(user: User) -> dict[str, Any]:
    views, lists = selectors.views_of(user.pk), selectors.list_views_of(user.pk)
    looks = [*_looks(views[:SHOWN]), *_looks_at_lists(lists[:SHOWN])]
    latest = sorted(looks, key=lambda look: look.at, reverse=True)[:SHOWN]
    return {"looks": latest, "total": views.count() + lists.count()}


def _looks(rows: Iterable[DataView]) -> Iterator[Look]:
    for row in rows:
        yield Look(row.at, _who(row), row.get_what_display(), row.get_purpose_display())


def _looks_at_lists(rows: Iterable[ListView]) -> Iterator[Look]:
    for row in rows:
        what = _("In a list: %(what)s") % {"what": row.get_what_display()}
        yield Look(row.at, _who(row), what, row.get_purpose_display())


def _who(row: DataView | ListView) -> str:
    role = say(Kind.ROLE, row.viewer_role) if row.viewer_role in OFFICES else _("Employee")
    return f"{role}, {row.provider}" if row.provider else role
