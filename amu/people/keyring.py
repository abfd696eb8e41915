"""CPR numbers at rest: encrypted under named keys, bound to their row, found by a keyed index.

The keys are none of Django's SECRET_KEY: they outlive it, and are kept apart from it.
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


class KeyringError(ValueError):
    """A key in the settings is missing or misshapen. The message never holds the key."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """AES-256-GCM with key ids. The first key encrypts, all of them decrypt: that is how one rotates."""

    keys: dict[str, bytes] = field(repr=False)
    index_key: bytes = field(repr=False)

    def encrypt(self, text: str, *, bound_to: str) -> bytes:
        """``bound_to`` names the row; the same name is needed to decrypt, so rows cannot be swapped."""
        key_id, key = next(iter(self.keys.items()))
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(key).encrypt(nonce, text.encode(), bound_to.encode())
        return key_id.encode() + b"." + nonce + sealed

    def decrypt(self, blob: bytes, *, bound_to: str) -> str:
        """Raises InvalidTag for another row or a changed byte, KeyringError for a key we no longer have."""
        key_id, _, rest = blob.partition(b".")
        key = self.keys.get(key_id.decode("ascii", "replace"))
        if key is None:
            raise KeyringError("encrypted under a key that is not in CPR_KEYS")
        return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound_to.encode()).decode()

    def index(self, text: str) -> bytes:
        """The same for the same text, and of no use without the key."""
        return hmac.new(self.index_key, text.encode(), hashlib.sha256).digest()


def keyring() -> Keyring:
    """The keyring of the settings. Raises KeyringError when a key is misshapen."""
    return _keyring(settings.CPR_KEYS, settings.CPR_INDEX_KEY)


@lru_cache(maxsize=4)
def _keyring(keys: str, index_key: str) -> Keyring:
    named = {}
    for entry in keys.split(","):
        key_id, colon, encoded = entry.strip().partition(":")
        if not colon or not key_id.isascii() or not key_id.isalnum():
            raise KeyringError("CPR_KEYS must read id:base64,id2:base64")
        named[key_id] = _key(encoded, "CPR_KEYS")
    return Keyring(named, _key(index_key, "CPR_INDEX_KEY"))


def _key(encoded: str, name: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise KeyringError(f"{name} holds a key that is not base64") from None
    if len(key) != KEY_BYTES:
        raise KeyringError(f"{name} holds a key that is not {KEY_BYTES} bytes")
    return key
