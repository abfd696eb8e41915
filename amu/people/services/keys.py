"""Encrypt what is stored under older keys with the first of CPR_KEYS."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from amu.people.encryption import cpr_keys
from amu.people.models import PostalAddress, User
from amu.people.post import address_row
from amu.people.second_factor import encrypted_anew
from amu.people.selectors import cpr_row

SECRETS = ("secret", "seed")  # of a code app, and of recovery codes


@transaction.atomic
def encrypt_numbers_anew(after: int, *, batch: int) -> tuple[int, int] | None:
    """The next ``batch`` CPR numbers of users with an id above ``after``.

    Gives the last id and how many were changed; None when there are no more. What is under the first key already is
    left alone, so that a run that was broken off can begin again. Raises EncryptionKeyError for a key that is gone.
    """
    keys = cpr_keys()
    rows = User.objects.filter(pk__gt=after, cpr_encrypted__isnull=False).order_by("pk")
    users = list(rows.only("cpr_encrypted").select_for_update(no_key=True)[:batch])
    if not users:
        return None
    changed = [user for user in users if not keys.is_current(bytes(user.cpr_encrypted or b""))]
    for user in changed:
        row = cpr_row(user.pk)
        user.cpr_encrypted = keys.encrypt(
            keys.decrypt(bytes(user.cpr_encrypted or b""), bound_to=row), bound_to=row
        )
    User.objects.bulk_update(changed, ["cpr_encrypted"])
    return users[-1].pk, len(changed)


@transaction.atomic
def encrypt_addresses_anew(after: int, *, batch: int) -> tuple[int, int] | None:
    """The same for postal addresses, by the id of their person."""
    keys = cpr_keys()
    found = PostalAddress.objects.filter(pk__gt=after).order_by("pk")
    rows = list(found.select_for_update(no_key=True)[:batch])
    if not rows:
        return None
    changed = [row for row in rows if not keys.is_current(bytes(row.encrypted))]
    for row in changed:
        place = address_row(row.pk)
        text = keys.decrypt(bytes(row.encrypted), bound_to=place)
        row.encrypted = keys.encrypt(text, bound_to=place)
    PostalAddress.objects.bulk_update(changed, ["encrypted"])
    return rows[-1].pk, len(changed)


@transaction.atomic
def encrypt_factors_anew(after: int, *, batch: int) -> tuple[int, int] | None:
    """The same for second factors, by the id of the factor."""
    keys = cpr_keys()
    rows = Authenticator.objects.filter(pk__gt=after).order_by("pk")
    factors = list(rows.select_for_update(no_key=True)[:batch])
    if not factors:
        return None
    changed = []
    for factor in factors:
        old = {
            name: factor.data[name]
            for name in SECRETS
            if name in factor.data and not keys.is_current(bytes.fromhex(factor.data[name]))
        }
        if old:
            new = {name: encrypted_anew(text, factor.user_id, keys) for name, text in old.items()}
            factor.data = {**factor.data, **new}
            changed.append(factor)
    Authenticator.objects.bulk_update(changed, ["data"])
    return factors[-1].pk, len(changed)
