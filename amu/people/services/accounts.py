"""Contact details, and whether an account may be used."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from amu.journal.services import SYSTEM, Actor, person, record
from amu.kernel.errors import CodedError
from amu.people.enums import PeopleAct
from amu.people.models import User


@transaction.atomic
def change_contact(
    user_id: int, *, email: str, phone: str, language: str, actor: Actor, now: datetime
) -> User:
    """Where and in which language to reach a person. None of it says who they are.

    Raises CodedError ``language_unknown``.
    """
    if language not in dict(settings.LANGUAGES):
        raise CodedError("language_unknown")
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    wanted = {"email": email.strip(), "phone": phone.strip(), "language": language}
    changed = [name for name, value in wanted.items() if getattr(user, name) != value]
    if not changed:
        return user
    for name in changed:
        setattr(user, name, wanted[name])
    user.save(update_fields=changed)
    record(
        PeopleAct.CONTACT_CHANGED,
        about=f"user:{user_id}",
        person_id=user_id,
        actor=actor,
        facts={"changed": changed},
        now=now,
    )
    return user


@transaction.atomic
def close_account(user_id: int, *, by: int | None, now: datetime) -> User:
    """Nobody gets in with it from the next request on, whatever sessions are open."""
    return _set_active(user_id, PeopleAct.ACCOUNT_CLOSED, active=False, by=by, now=now)


@transaction.atomic
def open_account(user_id: int, *, by: int | None, now: datetime) -> User:
    """Let a closed account be used again, with the rights it still has."""
    return _set_active(user_id, PeopleAct.ACCOUNT_OPENED, active=True, by=by, now=now)


@transaction.atomic
def note_sign_in(user_id: int, *, now: datetime) -> None:
    """A member of staff has signed in, with every factor they have."""
    User.objects.filter(pk=user_id).update(last_sign_in_at=now)
    note_access(PeopleAct.SIGNED_IN, user_id, now=now)


@transaction.atomic
def note_access(act: PeopleAct, user_id: int, *, now: datetime, factor: str = "") -> None:
    """Record what a member of staff did with their own way in. ``factor`` is the kind of second factor."""
    facts = {"factor": factor} if factor else {}
    about = f"user:{user_id}"
    record(act, about=about, person_id=user_id, actor=person(user_id), facts=facts, now=now)


def _set_active(user_id: int, act: PeopleAct, *, active: bool, by: int | None, now: datetime) -> User:
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    if user.is_active is active:
        return user
    user.is_active = active
    user.save(update_fields=["is_active"])
    actor = Actor(role="operator", user_id=by) if by else SYSTEM
    record(act, about=f"user:{user_id}", person_id=user_id, actor=actor, now=now)
    return user
