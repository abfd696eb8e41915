"""Encrypt CPR numbers for storage, bound to their row, and make a keyed index to find them by.

The encryption keys are separate from Django's SECRET_KEY, so that it can be changed without losing the numbers.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES = 32
NONCE_BYTES = 12


class EncryptionKeyError(ValueError):
    """A key in the settings is missing or malformed. The message never contains the key."""


@dataclass(frozen=True, slots=True)
class CprKeys:
    """AES-256-GCM with key ids. The first key encrypts and all of them decrypt, so that keys can be rotated."""

    keys: dict[str, bytes] = field(repr=False)
    index_key: bytes = field(repr=False)

    def encrypt(self, text: str, *, bound_to: str) -> bytes:
        """``bound_to`` names the row; the same name is needed to decrypt, so rows cannot be swapped."""
        key_id, key = next(iter(self.keys.items()))
        nonce = secrets.token_bytes(NONCE_BYTES)
        ciphertext = AESGCM(key).encrypt(nonce, text.encode(), bound_to.encode())
        return key_id.encode() + b"." + nonce + ciphertext

    def decrypt(self, blob: bytes, *, bound_to: str) -> str:
        """Raises InvalidTag for another row or a changed byte, EncryptionKeyError for a key not in CPR_KEYS."""
        key_id, _, rest = blob.partition(b".")
        key = self.keys.get(key_id.decode("ascii", "replace"))
        if key is None:
            raise EncryptionKeyError("encrypted under a key that is not in CPR_KEYS")
        return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound_to.encode()).decode()

    def is_current(self, blob: bytes) -> bool:
        """Whether it is encrypted under the first key."""
        return blob.partition(b".")[0] == next(iter(self.keys)).encode()

    def index(self, text: str) -> bytes:
        """A keyed hash: equal for equal texts, and not reversible without the key."""
        return hmac.new(self.index_key, text.encode(), hashlib.sha256).digest()


def cpr_keys() -> CprKeys:
    """The encryption keys of the settings. Raises EncryptionKeyError when a key is malformed."""
    return _cpr_keys(settings.CPR_KEYS, settings.CPR_INDEX_KEY)


@lru_cache(maxsize=4)
def _cpr_keys(keys: str, index_key: str) -> CprKeys:
    named = {}
    for entry in keys.split(","):
        key_id, colon, encoded = entry.strip().partition(":")
        if not colon or not key_id.isascii() or not key_id.isalnum():
            raise EncryptionKeyError("CPR_KEYS must read id:base64,id2:base64")
        named[key_id] = _key(encoded, "CPR_KEYS")
    return CprKeys(named, _key(index_key, "CPR_INDEX_KEY"))


def _key(encoded: str, name: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise EncryptionKeyError(f"{name} has a key that is not base64") from None
    if len(key) != KEY_BYTES:
        raise EncryptionKeyError(f"{name} has a key that is not {KEY_BYTES} bytes")
    return key
