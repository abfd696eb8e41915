"""Name who signs a school's certificates, from which day; give the school a logo, or take it away.

Certificates that are issued already keep what they have.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from amu.journal.services import Actor, record
from certificates.letterhead.enums import SignatoryFault
from certificates.letterhead.models import SchoolLogo, Signatory
from certificates.letterhead.pictures import as_logo

SIGNATORY, LOGO, LOGO_REMOVED = "certificate.signatory", "certificate.logo", "certificate.logo_removed"
A_DAY = timedelta(days=1)


class SignatoryFaultError(Exception):
    """Nobody is named. ``other`` is who signs already on one of the days."""

    def __init__(self, code: SignatoryFault, other: Signatory | None = None) -> None:
        super().__init__(code.value)
        self.code, self.other = code, other


@transaction.atomic
def name_signatory(
    provider_id: int,
    *,
    name: str,
    title: str,
    valid_from: date,
    valid_to: date | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Print this name and title on what the school issues between the two days; ``valid_to`` None: until the next.

    Whoever signed until now does so to the day before. Who was to sign from the same day never will. Raises
    SignatoryFaultError for days that run backwards, and for days on which somebody who comes later signs.
    """
    rows = list(Signatory.objects.select_for_update(no_key=True).filter(provider_id=provider_id))
    later = min((row for row in rows if row.valid_from > valid_from), key=_begins, default=None)
    if valid_to is not None and valid_to < valid_from:
        raise SignatoryFaultError(SignatoryFault.ENDS_FIRST)
    if later is not None:
        if valid_to is not None and valid_to >= later.valid_from:
            raise SignatoryFaultError(SignatoryFault.OVERLAPS, later)
        valid_to = valid_to or later.valid_from - A_DAY
    for row in rows:
        if row.valid_from < valid_from and (row.valid_to is None or row.valid_to >= valid_from):
            row.valid_to = valid_from - A_DAY
            row.save(update_fields=["valid_to"])
    said = {"name": name, "title": title, "valid_to": valid_to}
    Signatory.objects.update_or_create(provider_id=provider_id, valid_from=valid_from, defaults=said)
    facts = {"name": name, "title": title, "from": valid_from.isoformat()}
    record(SIGNATORY, about=f"provider:{provider_id}", actor=actor, facts=facts, now=now)


def _begins(row: Signatory) -> date:
    return row.valid_from


@transaction.atomic
def keep_logo(provider_id: int, content: bytes, *, actor: Actor, now: datetime) -> SchoolLogo:
    """Print this logo on what the school issues from now on. Raises LogoFaultError."""
    made = as_logo(content)
    _end(provider_id, now)
    logo = SchoolLogo.objects.create(
        provider_id=provider_id,
        content=made.content,
        sha256=made.sha256,
        width=made.width,
        height=made.height,
        since=now,
    )
    record(LOGO, about=f"provider:{provider_id}", actor=actor, facts={"sha256": logo.sha256}, now=now)
    return logo


@transaction.atomic
def remove_logo(provider_id: int, *, actor: Actor, now: datetime) -> None:
    """Print none from now on. Nothing happens where there is none."""
    if _end(provider_id, now):
        record(LOGO_REMOVED, about=f"provider:{provider_id}", actor=actor, now=now)


def _end(provider_id: int, now: datetime) -> int:
    return SchoolLogo.objects.filter(provider_id=provider_id, ended_at=None).update(ended_at=now)
