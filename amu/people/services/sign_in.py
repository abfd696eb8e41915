"""Find or create the person behind a verified MitID sign-in, by issuer and subject alone."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from amu.journal.services import SYSTEM, record
from amu.kernel.errors import CodedError
from amu.people.encryption import cpr_keys
from amu.people.enums import HasCpr, PeopleAct
from amu.people.identity import Identity
from amu.people.models import User
from amu.people.registry import claim_all, join_company
from amu.people.selectors import cpr_row, shares_cpr
from amu.people.services.addresses import take_address

REFRESHED = [
    "full_name",
    "name_protected",
    "protected_since",
    "birth_date",
    "has_cpr",
    "cpr_encrypted",
    "cpr_index",
    "assurance_level",
    "last_sign_in_at",
    "email",
]


@transaction.atomic
def sign_in_from_mitid(identity: Identity, *, language: str, now: datetime) -> User:
    """The person behind this sign-in, new or known, with what the broker says today.

    ``language`` is used for a person we have not seen before. Somebody whose account is closed
    comes back unchanged: whether they get in is the caller's question. Two subjects with the
    same CPR number stay two people; the journal says so. Whoever signs in for a company is no private person: raises
    CodedError ``other_kind`` where one identity is said to be both, and what ``join_company`` raises.
    """
    user, _ = User.objects.get_or_create(
        issuer=identity.issuer,
        subject=identity.subject,
        defaults={
            "username": f"mitid-{secrets.token_hex(12)}",
            "password": make_password(None),
            "language": language,
            "date_joined": now,
            "for_company": identity.company is not None,
        },
    )
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not user.is_active:
        return user
    if user.for_company != (identity.company is not None):
        raise CodedError("other_kind")
    user.full_name = identity.full_name
    protect(user, is_protected=identity.name_protected, now=now)
    user.birth_date = identity.birth_date or user.birth_date
    user.assurance_level = identity.level
    user.last_sign_in_at = now
    _take_cpr(user, identity, now=now)
    if identity.company:
        user.email = user.email or identity.company.email
    user.save(update_fields=REFRESHED)
    if identity.company:
        join_company(user.pk, identity.company, now)
        return user
    take_address(user.pk, identity.address, now=now)
    if user.cpr_index is not None:
        claim_all(user.pk, bytes(user.cpr_index), now)
    return user


def protect(user: User, *, is_protected: bool, now: datetime) -> None:
    """Set the person's protection and remember since when; the caller saves."""
    user.name_protected = is_protected
    user.protected_since = (user.protected_since or now) if is_protected else None


def _take_cpr(user: User, identity: Identity, *, now: datetime) -> None:
    """A later sign-in without a number does not erase the one we have; a changed number is recorded in the journal."""
    if not identity.cpr:
        if user.cpr_index is None and identity.has_cpr != HasCpr.UNKNOWN:
            user.has_cpr = identity.has_cpr
        return
    keys = cpr_keys()
    index = keys.index(identity.cpr)
    known = bytes(user.cpr_index) if user.cpr_index is not None else None
    if known == index:
        return
    user.has_cpr = HasCpr.YES
    user.cpr_index = index
    user.cpr_encrypted = keys.encrypt(identity.cpr, bound_to=cpr_row(user.pk))
    if known is not None:
        _note(PeopleAct.CPR_CHANGED, user, now=now)
    if shares_cpr(user):
        _note(PeopleAct.CPR_SHARED, user, now=now)


def _note(act: PeopleAct, user: User, *, now: datetime) -> None:
    record(act, about=f"user:{user.pk}", person_id=user.pk, actor=SYSTEM, now=now)
