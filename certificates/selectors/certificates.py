"""Questions about certificates. Nothing here writes."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from amu.documents.selectors import with_hash
from amu.people.access import Act
from amu.people.acting import may_somewhere, providers_where
from amu.people.enums import Purpose, Role
from amu.people.registry import Visit
from amu.people.selectors import PersonCard, providers_of
from certificates.enums import CertificateKind
from certificates.models import Certificate, CertificateIssue
from certificates.rules import code_of, shows_name


def issued() -> QuerySet[Certificate]:
    """Those whose first document has been made: before that nobody has one."""
    return Certificate.objects.filter(issues__is_current=True)


def certificates_of(person_id: int) -> QuerySet[Certificate]:
    return issued().filter(person_id=person_id)


def with_statement(result_ids: set[int]) -> set[int]:
    """Those of the results that have a statement of participation, also one that is being made."""
    if not result_ids:
        return set()
    rows = Certificate.objects.filter(kind=CertificateKind.PARTICIPATION, result_id__in=result_ids)
    return set(rows.values_list("result_id", flat=True))


def own_certificate_or_404(person_id: int | None, certificate_id: int) -> Certificate:
    """Raises Http404, also for somebody else's certificate."""
    return get_object_or_404(issued(), pk=certificate_id, person_id=person_id)


def is_issued(certificate: Certificate | None) -> bool:
    return certificate is not None and issued().filter(pk=certificate.pk).exists()


def public_name(certificate: Certificate, holder: PersonCard) -> str:
    """The name that everybody may see at this moment; empty where it is not shown."""
    is_shown = shows_name(
        choice=certificate.shows_name,
        chosen_at=certificate.name_chosen_at,
        protected_since=holder.protected_since,
    )
    return (certificate.content["name"] or holder.known_name) if is_shown else ""


def their_certificates(visit: Visit) -> dict[str, Any]:
    """The part of a person's page with the certificates that the viewer's schools issued."""
    rows = Certificate.objects.filter(person_id=visit.person_id)
    if not visit.viewer.is_superuser:
        rows = rows.filter(provider_id__in=providers_of(visit.viewer, (Role.REGISTRAR, Role.LEADER)))
    may_reissue = providers_where(visit.viewer, Act.REISSUE_CERTIFICATE)
    may_search = may_somewhere(visit.viewer, Act.SEARCH_ALL_SCHOOLS)
    return {
        "certificates": [(row, row.is_valid and row.provider_id in may_reissue) for row in rows],
        "person_id": visit.person_id,
        "may_search": may_search and visit.purpose == Purpose.CERTIFICATE,
        "may_search_for_another_reason": may_search and visit.purpose != Purpose.CERTIFICATE,
    }


def person_by_number(number: str, provider_ids: set[int] | None) -> int | None:
    """Whose certificate it is, by its number."""
    rows = Certificate.objects.filter(number=number.strip())
    if provider_ids is not None:
        rows = rows.filter(provider_id__in=provider_ids)
    return rows.values_list("person_id", flat=True).first()


def class_of(certificate: Certificate) -> int:
    """The class in which it was earned."""
    found: int = certificate.run_course.run_id
    return found


def current_issue(certificate: Certificate) -> CertificateIssue:
    rows = CertificateIssue.objects.select_related("document").defer("document__content")
    return rows.get(certificate=certificate, is_current=True)


def by_code(typed: str) -> Certificate | None:
    """The certificate behind what somebody typed, however they wrote it.

    The database is asked the same for whatever is typed, so that no answer takes longer than another.
    """
    return issued().filter(code=code_of(typed)).first()


def issue_with_hash(sha256: str) -> CertificateIssue | None:
    """The issue whose file has exactly this hash."""
    return (
        CertificateIssue.objects.filter(document__in=with_hash(sha256))
        .select_related("certificate", "document")
        .defer("document__content")
        .first()
    )
