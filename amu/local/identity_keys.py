"""The signing key of the test identity provider."""

import base64
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


def _new() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True, slots=True)
class SigningKey:
    private: rsa.RSAPrivateKey = field(default_factory=_new, repr=False)

    @classmethod
    def load_or_create(cls, folder: Path) -> Self:
        """The key of that folder, made on the first call and readable by its owner alone."""
        path = folder / "signing-key.pem"
        if path.exists():
            found = serialization.load_pem_private_key(path.read_bytes(), password=None)
            if not isinstance(found, rsa.RSAPrivateKey):
                raise ValueError(f"{path} holds another kind of key")
            return cls(found)
        key = cls()
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(
            key.private.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return key

    @property
    def public_pem(self) -> bytes:
        return self.private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    @property
    def id(self) -> str:
        return hashlib.sha256(self.public_pem).hexdigest()[:16]

    def public(self) -> dict[str, str]:
        """The public half as a JSON web key."""
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.id,
            "n": _number(numbers.n),
            "e": _number(numbers.e),
        }


def _number(value: int) -> str:
    octets = value.to_bytes((value.bit_length() + 7) // 8)
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()
