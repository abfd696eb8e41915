"""The code with which somebody takes a mandate. It is computed, so that no row and no copy of the tables holds it."""

import secrets
from datetime import timedelta

from django.utils.crypto import salted_hmac

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 characters, none of which looks like another
LENGTH = 10  # 50 bits
WORKS_FOR = timedelta(days=7)
SALT = "amu.mandates.code"


def code_of(mandate_id: int) -> str:
    """Two groups of five characters; the same each time while the secret key of the installation is the same."""
    digest = salted_hmac(SALT, str(mandate_id), algorithm="sha256").digest()
    code = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])
    return f"{code[:5]}-{code[5:]}"


def is_code_of(mandate_id: int, typed: str) -> bool:
    """Whether it is that mandate's code, in small letters and without the hyphen too."""
    return secrets.compare_digest(_plain(typed), _plain(code_of(mandate_id)))


def _plain(code: str) -> bytes:
    return "".join(code.upper().replace("-", "").split()).encode()
