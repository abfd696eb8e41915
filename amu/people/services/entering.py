"""People whom staff enter, on the person's word, because they do not sign in with MitID."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from amu.journal.services import Actor, record
from amu.kernel.errors import CodedError
from amu.kernel.identity import parse_cpr
from amu.people.encryption import cpr_keys
from amu.people.enums import HasCpr, PeopleAct
from amu.people.models import User
from amu.people.selectors import cpr_row, ids_with_cpr
from amu.people.services.sign_in import protect


@dataclass(frozen=True, slots=True)
class Particulars:
    """Who somebody says they are. ``cpr`` as it was typed, or empty."""

    name: str = field(repr=False)
    birth_date: date | None = field(default=None, repr=False)
    cpr: str = field(default="", repr=False)
    is_protected: bool = False


@transaction.atomic
def enter_person(
    said: Particulars, *, language: str, provider_id: int | None, actor: Actor, now: datetime
) -> User:
    """A new person of that school, who can take the record over by signing in, once staff have confirmed it.

    Raises CodedError: ``cpr_shape``, ``cpr_date``; ``birth_date_missing`` without either; ``known_already`` for a CPR
    number that somebody has.
    """
    if not said.cpr and said.birth_date is None:
        raise CodedError("birth_date_missing")
    user = User(
        username=f"entered-{secrets.token_hex(12)}",
        password=make_password(None),
        language=language,
        date_joined=now,
        entered_at=now,
        entered_for_id=provider_id,
    )
    user.save()
    changed = _take(user, said, now=now)
    user.save(update_fields=[*changed, *_MOVED_ALONG])
    _note(PeopleAct.PERSON_ENTERED, user, changed, actor=actor, now=now)
    return user


@transaction.atomic
def correct_person(person_id: int, said: Particulars, *, actor: Actor, now: datetime) -> User:
    """What staff entered, anew. A CPR number can be added, and is not taken away.

    Raises CodedError as ``enter_person``, and ``comes_from_sign_in`` for somebody who has signed in.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=person_id)
    if user.entered_at is None or user.subject:
        raise CodedError("comes_from_sign_in")
    if changed := _take(user, said, now=now):
        user.save(update_fields=[*changed, *_MOVED_ALONG])
        _note(PeopleAct.PERSON_CORRECTED, user, changed, actor=actor, now=now)
    return user


@transaction.atomic
def name_on_paper(person_id: int, name: str, *, actor: Actor, now: datetime) -> User:
    """What letters and certificates call somebody whose name MitID withholds."""
    user = User.objects.select_for_update(no_key=True).get(pk=person_id)
    name = name.strip()
    if user.paper_name == name:
        return user
    user.paper_name = name
    user.save(update_fields=["paper_name"])
    _note(PeopleAct.PERSON_CORRECTED, user, ["paper_name"], actor=actor, now=now)
    return user


_MOVED_ALONG = ("protected_since", "has_cpr", "cpr_encrypted")


def _take(user: User, said: Particulars, *, now: datetime) -> list[str]:
    """Set what was said; the names of the columns that changed. The caller saves them with ``_MOVED_ALONG``."""
    number = parse_cpr(said.cpr) if said.cpr else None
    wanted = {
        "full_name": said.name.strip(),
        "birth_date": said.birth_date or (number.born_on if number else user.birth_date),
        "name_protected": said.is_protected,
    }
    changed = [name for name, value in wanted.items() if getattr(user, name) != value]
    for name in changed:
        setattr(user, name, wanted[name])
    protect(user, is_protected=said.is_protected, now=now)
    if number and user.pk not in (known := ids_with_cpr(number.digits)):
        if known:
            raise CodedError("known_already")
        keys = cpr_keys()
        user.has_cpr, user.cpr_index = HasCpr.YES, keys.index(number.digits)
        user.cpr_encrypted = keys.encrypt(number.digits, bound_to=cpr_row(user.pk))
        changed.append("cpr_index")
    return changed


def _note(act: PeopleAct, user: User, changed: list[str], *, actor: Actor, now: datetime) -> None:
    record(
        act,
        about=f"user:{user.pk}",
        person_id=user.pk,
        actor=actor,
        facts={"changed": changed},
        now=now,
    )
