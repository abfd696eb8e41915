"""Whose second factor a secret is: it is encrypted for one user, and useless in another one's row."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allauth.account.internal.stagekit import unstash_login
from allauth.core import context
from cryptography.exceptions import InvalidTag
from django.core.exceptions import PermissionDenied

from amu.people.encryption import CprKeys, cpr_keys

_owner: ContextVar[int | None] = ContextVar("owner", default=None)


@contextmanager
def factor_of(user_id: int) -> Iterator[None]:
    """Outside of a request: whose secrets are encrypted and decrypted meanwhile."""
    token = _owner.set(user_id)
    try:
        yield
    finally:
        _owner.reset(token)


def row_of(user_id: int) -> str:
    """What the secrets of that user are bound to."""
    return f"mfa:{user_id}"


def encrypt(text: str) -> str:
    return cpr_keys().encrypt(text, bound_to=row_of(_user_id())).hex()


def decrypt(encrypted: str) -> str:
    """Raises PermissionDenied for a secret that was made for somebody else."""
    try:
        return cpr_keys().decrypt(bytes.fromhex(encrypted), bound_to=row_of(_user_id()))
    except InvalidTag as error:
        raise PermissionDenied("a second factor of somebody else") from error


def encrypted_anew(encrypted: str, user_id: int, keys: CprKeys) -> str:
    """The same secret under the first of the keys."""
    row = row_of(user_id)
    return keys.encrypt(keys.decrypt(bytes.fromhex(encrypted), bound_to=row), bound_to=row).hex()


def _user_id() -> int:
    """Who is signed in, or has given a password and is about to give a code."""
    owner = _owner.get()
    if owner is not None:
        return owner
    request = context.request
    if request is not None and request.user.is_authenticated:
        return int(request.user.pk)
    login = unstash_login(request, peek=True) if request is not None else None
    if login is None:
        raise PermissionDenied("nobody whose second factor it could be")
    return int(login.user.pk)
