"""Write the journal. Always inside the transaction of the act itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from amu.journal.enums import Asked
from amu.journal.models import Entry
from amu.words import Kind, has_words


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a signed-in user in a role, or the system itself (no id).

    Not always whose case it is: staff act for people. ``asked`` says how the person asked them to.
    """

    role: str
    user_id: int | None = None
    asked: Asked | None = None

    def asked_by(self, how: Asked) -> "Actor":
        """The same actor, acting for somebody who asked in that way."""
        return replace(self, asked=how)

    @property
    def signed_by(self) -> int:
        """The user who answers for the act. Raises ValueError for the system: it decides nothing."""
        if self.user_id is None:
            raise ValueError("the system signs no decision")
        return self.user_id


SYSTEM = Actor(role="system")
PERSON = "person"  # the role of somebody who acts in their own case


class OwnCaseError(Exception):
    """Somebody with a role, such as a registrar, acts in a case that is their own."""


def person(user_id: int) -> Actor:
    """Somebody acting in their own case."""
    return Actor(role=PERSON, user_id=user_id)


def record(
    act: str,
    *,
    about: str,
    actor: Actor,
    now: datetime,
    case: str = "",
    person_id: int | None = None,
    authority: str = "",
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Add one entry. Raises RuntimeError outside a transaction, KeyError for an act that has no words.

    Raises OwnCaseError for staff who act in their own case, which undoes the act: each is recorded in its own
    transaction.
    """
    if person_id is not None and actor.user_id == person_id and actor.role != PERSON:
        raise OwnCaseError(act)
    if not connection.in_atomic_block:
        raise RuntimeError("the journal is written in the transaction of the act")
    if not has_words(Kind.ACT, act):
        raise KeyError(act)
    Entry.objects.create(
        act=act,
        about=about,
        case=case or about,
        actor_id=actor.user_id,
        actor_role=actor.role,
        person_id=person_id,
        authority=authority,
        facts={**(facts or {}), **({"asked": actor.asked} if actor.asked else {})},
        at=now,
    )
