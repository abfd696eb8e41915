"""What documents are sealed with: the key, its certificates and the authority that stamps the time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import pem
from asn1crypto.crl import CertificateList
from asn1crypto.x509 import Certificate
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from django.conf import settings
from django.utils.module_loading import import_string
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

TSA_TIMEOUT = 10  # seconds
DEVELOPMENT = "AMU development"  # in the names of what a laptop makes for itself


class Level(StrEnum):
    """How long a seal proves itself (ETSI EN 319 142-1).

    B-T: with a time stamp. B-LTA: also with what shows that no certificate was revoked, and a stamp over all of it.
    """

    B_T = "B-T"
    B_LTA = "B-LTA"


class SealingError(Exception):
    """Nothing was sealed. What it says names files and settings, and no key."""


class LoadedSigner(SimpleSigner):
    """Keeps the key as it was loaded: the library's own signer reads and checks it again for each signature.

    ``room``: the characters that a document leaves for its seal; None until the first is sealed.
    """

    room: int | None = None

    def __init__(self, private_key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, **rest: Any) -> None:
        super().__init__(**rest)
        self._private_key = private_key

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if digest_algorithm != "sha256":
            raise SealingError(f"{digest_algorithm} is not what we seal with")
        if isinstance(self._private_key, ec.EllipticCurvePrivateKey):
            return self._private_key.sign(data, ec.ECDSA(hashes.SHA256()))
        return self._private_key.sign(data, padding.PKCS1v15(), hashes.SHA256())


@dataclass(frozen=True, slots=True)
class SealKeys:
    """``roots`` are all that a seal of ours may come from, today's and earlier ones, and those of the time stamps."""

    signer: LoadedSigner
    time_stamper: TimeStamper
    roots: tuple[Certificate, ...]
    level: Level
    revoked: tuple[CertificateList, ...] = ()

    @property
    def certificate(self) -> Certificate:
        """The one that the seal shows."""
        return self.signer.signing_cert

    def is_valid_on(self, moment: datetime) -> bool:
        return bool(self.certificate.not_valid_before <= moment <= self.certificate.not_valid_after)


@cache
def keys() -> SealKeys:
    """Loaded once in each process, by the function that settings name. Raises SealingError."""
    found: SealKeys = import_string(settings.SEAL_KEYS_FROM)()
    return found


def roots_as_pem() -> bytes:
    """The roots, for whoever checks a file without us. Raises SealingError."""
    return b"".join(pem.armor("CERTIFICATE", root.dump()) for root in keys().roots)


def fingerprints() -> list[tuple[str, str]]:
    """Of each root its name and its SHA-256 fingerprint, as openssl prints it. Raises SealingError."""
    return [
        (root.subject.native.get("common_name", ""), root.sha256_fingerprint.replace(" ", ":"))
        for root in keys().roots
    ]


def keys_of_settings() -> SealKeys:
    """Those of the files that settings name. Raises SealingError."""
    named = settings.SEAL
    return load_keys(
        key=Path(named["key"]),
        certificate=Path(named["certificate"]),
        roots=Path(named["roots"]),
        time_stamper=HTTPTimeStamper(named["time_stamps"], timeout=TSA_TIMEOUT),
        passphrase=named["passphrase"],
    )


def load_keys(
    *,
    key: Path,
    certificate: Path,
    roots: Path,
    time_stamper: TimeStamper,
    passphrase: str = "",
    revoked: bytes = b"",
) -> SealKeys:
    """``certificate`` has the seal's own first, then those between it and a root. Raises SealingError."""
    private, info = _private_key(key, passphrase)
    own, *between = _certificates(certificate)
    level = settings.SEAL["level"]
    if level not in set(Level):
        raise SealingError(f"SEAL_LEVEL must be one of {', '.join(Level)}")
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    if public != own.public_key.dump():
        raise SealingError(f"{key} is not the key of the first certificate in {certificate}")
    trusted = _certificates(roots)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([*between, *trusted])
    signer = LoadedSigner(private, signing_cert=own, signing_key=info, cert_registry=store)
    lists = (CertificateList.load(revoked),) if revoked else ()
    return SealKeys(signer, time_stamper, tuple(trusted), Level(level), lists)


def _private_key(path: Path, passphrase: str) -> tuple[ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, Any]:
    secret = passphrase.encode() or None
    try:
        loaded = serialization.load_pem_private_key(path.read_bytes(), secret)
        info = load_private_key_from_pemder(path, secret)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SealingError(f"{path} cannot be read as a key: {type(error).__name__}") from None
    if isinstance(loaded, ec.EllipticCurvePrivateKey) and isinstance(loaded.curve, ec.SECP256R1):
        return loaded, info
    if isinstance(loaded, rsa.RSAPrivateKey) and loaded.key_size >= 3072:
        return loaded, info
    raise SealingError(f"{path} must be an elliptic key on P-256, or an RSA key of 3072 bits or more")


def _certificates(path: Path) -> list[Certificate]:
    try:
        certificates = list(load_certs_from_pemder_data(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise SealingError(f"{path} cannot be read as certificates: {type(error).__name__}") from None
    if not certificates:
        raise SealingError(f"{path} has no certificates")
    return certificates
