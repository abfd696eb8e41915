"""End a certificate. Its code stays, and says why and since when."""

from datetime import datetime

from amu.journal.services import Actor, record
from amu.notices.services import tell
from certificates.enums import EndReason, IssueState, NoticeCode, Standing
from certificates.models import Certificate, CertificateIssue
from certificates.services.acts import WITHDRAWN, act_on
from certificates.services.making import void_planned


def withdraw_corrected(result_id: int, actor: Actor, now: datetime) -> None:
    """The result was corrected: what rested on it stops being valid, in the same commit, and a person who has it is told.

    Nothing happens where no certificate was issued, or where it has ended before.
    """
    rows = Certificate.objects.select_for_update(of=("self",), no_key=True)
    certificate = rows.filter(result_id=result_id, standing=Standing.VALID).first()
    if certificate is None:
        return
    certificate.standing = Standing.WITHDRAWN
    certificate.ended_at, certificate.end_reason = now, EndReason.RESULT_CORRECTED
    certificate.save(update_fields=["standing", "ended_at", "end_reason"])
    void_planned(certificate, now=now)
    record(
        act_on(certificate, WITHDRAWN),
        about=certificate.ref,
        case=f"application:{certificate.application_id}",
        person_id=certificate.person_id,
        actor=actor,
        authority="amu_order",
        facts={"number": certificate.number, "reason": certificate.end_reason},
        now=now,
    )
    if CertificateIssue.objects.filter(certificate=certificate, state=IssueState.READY).exists():
        tell(
            NoticeCode.ENDED,
            person_id=certificate.person_id,
            about=certificate.ref,
            occasion="ended",
            now=now,
        )
