"""Keys of a laptop: an authority, a seal and a time-stamp authority of its own, made on first use.

They seal invented certificates. Nobody outside this machine has reason to trust them, and their names say so.
"""

import fcntl
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from asn1crypto import cms, core
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.general import as_signing_certificate
from pyhanko.sign.timestamps import DummyTimeStamper

from amu.sealing.keys import DEVELOPMENT, SealKeys, load_keys

BEGINS = datetime(2020, 1, 1, tzinfo=UTC)  # tests travel in time
ENDS = BEGINS + timedelta(days=20 * 365)

type Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def sealing_keys() -> SealKeys:
    """The keys in this machine's folder."""
    folder = make_keys(settings.PLACES.sealing)
    return load_keys(
        key=folder / "seal.key",
        certificate=folder / "seal.pem",
        roots=folder / "roots.pem",
        time_stamper=stamper_of(folder),
        revoked=(folder / "none-revoked.crl").read_bytes(),
    )


class LocalTimeStamper(DummyTimeStamper):
    """Keeps the key as it was loaded: the library's own reads and checks it again for each stamp."""

    def __init__(self, shown: Any, key: rsa.RSAPrivateKey) -> None:
        super().__init__(shown, None)
        self._key = key

    def _sign_tst_info(
        self, tst_info_data: bytes, md_algorithm: str, dt: datetime
    ) -> tuple[bytes, cms.CMSAttributes]:
        digest = getattr(hashlib, md_algorithm)(tst_info_data).digest()
        attributes = cms.CMSAttributes(
            [
                _attribute("content_type", "tst_info"),
                _attribute("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
                _attribute("signing_certificate", as_signing_certificate(self.tsa_cert)),
                _attribute("message_digest", digest),
            ]
        )
        hashed = getattr(hashes, md_algorithm.upper())()
        return self._key.sign(attributes.dump(), padding.PKCS1v15(), hashed), attributes


def _attribute(name: str, value: Any) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": name, "values": (value,)})


def stamper_of(folder: Path) -> LocalTimeStamper:
    """The time-stamp authority of that folder, in this process."""
    (shown,) = load_certs_from_pemder_data((folder / "tsa.pem").read_bytes())
    key = serialization.load_pem_private_key((folder / "tsa.key").read_bytes(), None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("the time stamps of a laptop are made with RSA")
    return LocalTimeStamper(shown, key)


def settings_for(folder: Path) -> dict[str, str]:
    """What production's settings are told, for tries of production: keys made in that folder, with names of their own."""
    made = make_keys(folder, owner="AMU trial")
    return {
        "SEAL_KEY": str(made / "seal.key"),
        "SEAL_CERTIFICATE": str(made / "seal.pem"),
        "SEAL_ROOTS": str(made / "roots.pem"),
        "SEAL_TSA_URL": "https://time.example",
    }


def make_keys(folder: Path, *, owner: str = DEVELOPMENT) -> Path:
    """The folder with an authority's certificate and list of the revoked, and two certificates that it has issued.

    Made once, also by several processes that start together; the authority's own key is not kept.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            _make(folder, owner)
            (folder / "complete").touch()
    return folder


def _make(folder: Path, owner: str) -> None:
    authority = Authority.made(f"{owner} authority (not to be trusted)")
    seal, stamps = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)
    _write(folder / "roots.pem", authority.certificate.public_bytes(serialization.Encoding.PEM))
    _write(folder / "seal.pem", authority.issue(f"{owner} seal", seal, seals=True))
    _write(folder / "tsa.pem", authority.issue(f"{owner} time stamps", stamps, seals=False))
    _write(folder / "none-revoked.crl", authority.revokes_nothing())
    for name, key in (("seal.key", seal), ("tsa.key", stamps)):
        _write(folder / name, pem_of(key))


def _write(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)


def pem_of(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@dataclass(frozen=True, slots=True)
class Authority:
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def made(cls, name: str) -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        usage = _usage(key_cert_sign=True, crl_sign=True)
        builder = _builder(name, key.public_key()).issuer_name(_name(name))
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        return cls(key, builder.add_extension(usage, critical=True).sign(key, hashes.SHA256()))

    def issue(self, name: str, key: Key, *, seals: bool) -> bytes:
        """A certificate for a key that seals, or for one that stamps the time."""
        builder = _builder(name, key.public_key()).issuer_name(self.certificate.subject)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
        )
        if seals:
            usage = _usage(digital_signature=True, content_commitment=True)
        else:
            usage = _usage(digital_signature=True)
            stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(stamping, critical=True)
        made = builder.add_extension(usage, critical=True).sign(self.key, hashes.SHA256())
        return made.public_bytes(serialization.Encoding.PEM)

    def revokes_nothing(self) -> bytes:
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        signed = builder.last_update(BEGINS).next_update(ENDS).sign(self.key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.DER)


def _name(name: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, "DK"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )


def _builder(name: str, key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGINS)
        .not_valid_after(ENDS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(**allowed: bool) -> x509.KeyUsage:
    everything = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: allowed.get(name, False) for name in everything})
