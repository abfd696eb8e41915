"""Appeals on My Overview and on the staff start page."""

from collections.abc import Iterable
from typing import Any

from amu.people.access import Act
from amu.people.acting import may, providers_where
from amu.web.next_steps import NextStep
from appeals.models import Appeal
from appeals.selectors import appeals as ask
from appeals.step_words import next_step


def section(user: Any) -> dict[str, Any]:
    return {"appeals": _appeals(user)}


def next_steps(user: Any) -> Iterable[NextStep]:
    """What comes next in each appeal. What comes next in the refusal itself is enrolment's to say."""
    for appeal in _appeals(user):
        yield next_step(appeal, school=appeal.provider.name)


def _appeals(user: Any) -> list[Appeal]:
    """Read once for both parts of the page."""
    known: list[Appeal] | None = user.__dict__.get("_appeals_on_overview")
    if known is None:
        known = user.__dict__["_appeals_on_overview"] = list(ask.appeals_of(user.pk))
    return known


def desk(user: Any) -> dict[str, Any]:
    providers = providers_where(user, Act.FOLLOW_APPEALS)
    ministry = may(user, Act.FOLLOW_APPEALS)
    return {
        "at_desk": bool(providers),
        "open": ask.open_at(providers),
        "can_register": bool(providers_where(user, Act.REGISTER_APPEAL)),
        "at_ministry": ministry,
        "open_at_ministry": ask.open_at_ministry() if ministry else 0,
    }
