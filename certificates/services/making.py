"""Make the documents of certificates: render, seal, store, tell. Each step can be broken off and begun again.

The row of the issue is there before, with what the document says. Rendering and sealing lock nothing; what comes of
them is stored by whoever is first, and only while the certificate is valid. Nothing unsealed is ever stored.
"""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction

from amu.documents.enums import DocumentKind
from amu.documents.letters import write
from amu.documents.services import keep
from amu.journal.services import SYSTEM, record
from amu.notices.services import tell
from amu.outbox.services import enqueue
from amu.sealing.seal import seal
from certificates.enums import CertificateKind, IssueKind, IssueState, NoticeCode, VoidReason
from certificates.models import Certificate, CertificateIssue
from certificates.render import Paper, content_hash, restored
from certificates.services.acts import SEALED, VOIDED, act_on
from certificates.services.issuing import MAKE

LATE = timedelta(hours=12)  # after which a document that is still planned is begun again
_DOCUMENTS = {
    CertificateKind.AMU: DocumentKind.CERTIFICATE,
    CertificateKind.PARTICIPATION: DocumentKind.PARTICIPATION_STATEMENT,
}


class IssueChangedError(Exception):
    """What the row says is not what its hash was made of. Nothing is made of it."""


def make(issue_id: int, *, now: datetime) -> None:
    """Make a planned document; nothing happens when it is made or void. Called outside a transaction.

    Raises amu.documents.pdf.RenderingError, amu.sealing.keys.SealingError and IssueChangedError: then nothing is stored.
    """
    issue = CertificateIssue.objects.select_related("certificate").get(pk=issue_id)
    if issue.state != IssueState.PLANNED:
        return
    if content_hash(issue.says) != issue.content_hash:
        raise IssueChangedError(issue_id)
    _store(issue_id, seal(write(_letter(issue), language=issue.language), now=now), now=now)


@transaction.atomic
def _store(issue_id: int, sealed: bytes, *, now: datetime) -> None:
    """Keep the sealed bytes and tell the person, or void the issue where it has become pointless."""
    certificate_id = CertificateIssue.objects.values_list("certificate_id", flat=True).get(pk=issue_id)
    certificate = Certificate.objects.select_for_update(of=("self",), no_key=True).get(pk=certificate_id)
    issue = CertificateIssue.objects.select_related("certificate").get(pk=issue_id)
    if issue.state != IssueState.PLANNED:
        return
    newer = CertificateIssue.objects.filter(
        certificate=certificate, version__gt=issue.version, state=IssueState.READY
    )
    if newer.exists():
        void(issue, VoidReason.OVERTAKEN, now=now)
        return
    document = keep(
        sealed,
        made_from=asdict(_letter(issue)),
        kind=_DOCUMENTS[CertificateKind(certificate.kind)],
        language=issue.language,
        person_id=certificate.person_id,
        now=now,
    )
    CertificateIssue.objects.filter(certificate=certificate, is_current=True).update(is_current=False)
    issue.state, issue.is_current = IssueState.READY, True
    issue.document, issue.issued_at = document, now
    issue.save(update_fields=["state", "is_current", "document", "issued_at"])
    record(
        act_on(certificate, SEALED),
        about=certificate.ref,
        person_id=certificate.person_id,
        actor=SYSTEM,
        authority="amu_order",
        facts={"number": certificate.number, "version": issue.version, "sha256": document.sha256},
        now=now,
    )
    tell(
        NoticeCode.ISSUED if issue.kind == IssueKind.ORIGINAL else NoticeCode.REISSUED,
        person_id=certificate.person_id,
        about=certificate.ref,
        occasion=f"issue:{issue.version}",
        now=now,
    )


def _letter(issue: CertificateIssue) -> Paper:
    return restored(issue.says, issue.certificate.kind)


def void(issue: CertificateIssue, reason: VoidReason, *, now: datetime) -> None:
    """A planned document that will never be made. The certificate is locked by the caller."""
    issue.state, issue.void_reason, issue.voided_at = IssueState.VOID, reason, now
    issue.save(update_fields=["state", "void_reason", "voided_at"])
    record(
        act_on(issue.certificate, VOIDED),
        about=issue.certificate.ref,
        person_id=issue.certificate.person_id,
        actor=SYSTEM,
        facts={"number": issue.certificate.number, "version": issue.version, "reason": reason},
        now=now,
    )


def void_planned(certificate: Certificate, *, now: datetime) -> None:
    """The certificate has ended in this transaction: what was to be made of it never is."""
    for issue in CertificateIssue.objects.filter(certificate=certificate, state=IssueState.PLANNED):
        void(issue, VoidReason.CERTIFICATE_ENDED, now=now)


@transaction.atomic
def begin_late_again(now: datetime) -> int:
    """Have a worker look again at each document that should have been made long ago; how many there are.

    Whatever became of its first message, also where a person put it aside.
    """
    late = CertificateIssue.objects.filter(state=IssueState.PLANNED, planned_at__lt=now - LATE)
    for issue in late:
        key = f"certificate_issue:{issue.pk}:{now:%Y-%m-%d}"
        enqueue(MAKE, dedup_key=key, payload={"issue": issue.pk}, now=now)
    return len(late)
