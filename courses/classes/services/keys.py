"""Make, replace and end the keys of schools' own systems. The only writer of them."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from amu.journal.services import Actor, record
from courses.classes.models import SchoolKey

MADE, REPLACED, ENDED = "school_key.made", "school_key.replaced", "school_key.ended"
BOTH_WORK_FOR = timedelta(days=1)
MARK = "amu"  # by which scanners for leaked secrets can know one
NOTED_EVERY = timedelta(hours=1)


@transaction.atomic
def make_key(provider_id: int, *, name: str, actor: Actor, now: datetime) -> tuple[SchoolKey, str]:
    """A new key, and its text: the only time that anybody sees it."""
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    text = f"{MARK}_{prefix}_{secret}"
    key = SchoolKey.objects.create(
        provider_id=provider_id,
        name=name.strip(),
        prefix=prefix,
        secret_sha256=_hashed(text),
        made_at=now,
        made_by_id=actor.signed_by,
    )
    _note(MADE, key, actor, now)
    return key, text


@transaction.atomic
def replace_key(key_id: int, *, actor: Actor, now: datetime) -> tuple[SchoolKey, str]:
    """A new key of the same name; the old one works for a day more, so that nothing stops meanwhile."""
    old = SchoolKey.objects.select_for_update(no_key=True).get(pk=key_id)
    made = make_key(old.provider_id, name=old.name, actor=actor, now=now)
    _end(old, REPLACED, at=now + BOTH_WORK_FOR, actor=actor, now=now)
    return made


@transaction.atomic
def end_key(key_id: int, *, actor: Actor, now: datetime) -> None:
    """The key stops working at once. Twice changes nothing."""
    key = SchoolKey.objects.select_for_update(no_key=True).get(pk=key_id)
    if key.works_at(now):
        _end(key, ENDED, at=now, actor=actor, now=now)


def key_of(text: str, *, now: datetime) -> SchoolKey | None:
    """The key that works now and has this text. When it was used last is stored, to the hour."""
    prefix = text.split("_")[1] if text.count("_") > 1 else ""
    key = SchoolKey.objects.filter(prefix=prefix).first()
    # Compared also where no such key is, so that the time it takes tells nothing.
    is_same = hmac.compare_digest(_hashed(text), key.secret_sha256 if key else "")
    if key is None or not is_same or not key.works_at(now):
        return None
    if key.used_at is None or key.used_at < now - NOTED_EVERY:
        SchoolKey.objects.filter(pk=key.pk).update(used_at=now)
    return key


def _hashed(text: str) -> str:
    """Without salt: the text is 256 random bits, which no list of guesses holds."""
    return hashlib.sha256(text.encode()).hexdigest()


def _end(key: SchoolKey, act: str, *, at: datetime, actor: Actor, now: datetime) -> None:
    key.ends_at = min(at, key.ends_at) if key.ends_at else at
    key.ended_by_id = actor.signed_by
    key.save(update_fields=["ends_at", "ended_by"])
    _note(act, key, actor, now)


def _note(act: str, key: SchoolKey, actor: Actor, now: datetime) -> None:
    facts = {"key": key.prefix, "name": key.name}
    record(act, about=f"provider:{key.provider_id}", actor=actor, facts=facts, now=now)
