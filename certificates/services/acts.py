"""What the journal calls the acts on certificates and on statements of participation."""

from certificates.enums import CertificateKind
from certificates.models import Certificate

SEALED, VOIDED, WITHDRAWN, NAME_SHOWN, NAME_HIDDEN = (
    "sealed",
    "voided",
    "withdraw",
    "name_shown",
    "name_hidden",
)
NAMES = {CertificateKind.AMU: "certificate", CertificateKind.PARTICIPATION: "statement"}


def act_on(certificate: Certificate, act: str) -> str:
    return f"{NAMES[CertificateKind(certificate.kind)]}.{act}"
