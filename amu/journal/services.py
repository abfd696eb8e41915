"""Write the journal. Always inside the transaction of the act itself."""

from collections.abc import Callable, Mapping
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
REPRESENTATIVE = "representative"  # of somebody whom the person lets act in it (``amu.mandates``)

type ActsFor = Callable[[int, str], bool]
"""From a user and a thing ("appeal:12") to whether they may act for the person in the case it belongs to."""

_acts_for: list[ActsFor] = []


class OwnCaseError(Exception):
    """Somebody with a role, such as a registrar, acts in a case that is their own, or in which they act for another."""


def person(user_id: int) -> Actor:
    """Somebody acting in their own case."""
    return Actor(role=PERSON, user_id=user_id)


def representative(user_id: int) -> Actor:
    """Somebody acting for the person whose case it is."""
    return Actor(role=REPRESENTATIVE, user_id=user_id)


def refuse_staff_who(acts_for: ActsFor) -> None:
    """Let nobody act with a role where they act for the person. From ``AppConfig.ready``."""
    _acts_for.append(acts_for)


def acts_for_person(user_id: int, about: str) -> bool:
    """Whether the user acts for the person in the case that the thing ("appeal:12") belongs to."""
    return any(acts_for(user_id, about) for acts_for in _acts_for)


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

    Raises OwnCaseError for staff who act in their own case, or in one in which they act for the person. That undoes
    the act: each is recorded in its own transaction.
    """
    if _is_own_case(actor, case or about, person_id):
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


def _is_own_case(actor: Actor, case: str, person_id: int | None) -> bool:
    user_id = actor.user_id
    if person_id is None or user_id is None or actor.role in {PERSON, REPRESENTATIVE}:
        return False
    return user_id == person_id or acts_for_person(user_id, case)
