"""Questions about certificates. Nothing here writes."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from amu.documents.selectors import with_hash
from certificates.models import Certificate, CertificateIssue
from certificates.rules import is_code, normalise


def certificates_of(person_id: int) -> QuerySet[Certificate]:
    return Certificate.objects.filter(person_id=person_id)


def own_certificate_or_404(person_id: int | None, certificate_id: int) -> Certificate:
    """Raises Http404, also for somebody else's certificate."""
    return get_object_or_404(Certificate, pk=certificate_id, person_id=person_id)


def current_issue(certificate: Certificate) -> CertificateIssue:
    return CertificateIssue.objects.get(certificate=certificate, is_current=True)


def by_code(typed: str) -> Certificate | None:
    """The certificate behind what somebody typed, however they wrote it."""
    code = normalise(typed)
    return Certificate.objects.filter(code=code).first() if is_code(code) else None


def issue_with_hash(sha256: str) -> CertificateIssue | None:
    """The issue whose file has exactly this hash."""
    return (
        CertificateIssue.objects.filter(document__in=with_hash(sha256))
        .select_related("certificate", "document")
        .defer("document__content")
        .first()
    )
