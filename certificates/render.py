"""The certificate as a document: the frozen statement, a code and a way to check both."""

from datetime import datetime

import segno
from django.conf import settings

from amu.documents.enums import DocumentKind
from amu.documents.models import Document
from amu.documents.services import freeze_pdf
from certificates.enums import IssueKind
from certificates.models import Certificate
from certificates.rules import grouped


def verification_address(certificate: Certificate, language: str) -> str:
    """Where anybody can check it. The code is the only thing in the address."""
    folder = "bevis" if language == "da" else "certificate"
    return f"{settings.AMU['public_address']}/{language}/{folder}/{grouped(certificate.code)}/"


def freeze_issue(
    certificate: Certificate, *, kind: IssueKind, version: int, language: str, now: datetime
) -> Document:
    """Render and keep one issue. Never rendered again."""
    address = verification_address(certificate, language)
    return freeze_pdf(
        "letters/certificate.html",
        {
            **certificate.content,
            "number": certificate.number,
            "code": grouped(certificate.code),
            "address": address,
            "qr": segno.make(address, error="m").svg_data_uri(border=4, scale=3),
            "issue_kind": str(kind),
            "version": version,
            "issued_on": now.isoformat(),
        },
        kind=DocumentKind.CERTIFICATE,
        language=language,
        person_id=certificate.person_id,
        now=now,
    )
