"""Record what an authority has issued, end a record that was wrong, and remind its holder in time."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from amu import clock
from amu.clock import COPENHAGEN
from amu.journal.services import SYSTEM, Actor, record
from amu.notices.services import tell
from amu.outbox.services import enqueue
from certificates.authority.enums import AuthorityEnd, AuthorityKind, AuthorityNotice
from certificates.authority.models import AuthorityCertificate
from certificates.authority.renewal import RULES, expires_on, reminder_days
from certificates.authority.selectors import is_renewed
from courses.classes.selectors import run_facts
from enrolment.enums import ResultOutcome
from enrolment.selectors.applications import result_facts
from enrolment.services.results import lock_result

RECORDED, ENDED, REMINDED = (
    "authority_certificate.recorded",
    "authority_certificate.ended",
    "authority_certificate.reminded",
)
REMIND = "certificates.authority_expires"
AT = time(9, 0)  # on a Danish clock


class NotPassedError(Exception):
    """It is recorded for a course that was passed."""


class RecordedAlreadyError(Exception):
    """The person has one of that kind for that result."""


@dataclass(frozen=True, slots=True)
class NewAuthority:
    """What staff read off it. ``printed`` is the last day that is printed on it, where there is one."""

    kind: AuthorityKind
    issuer: str
    number: str
    passed_on: date
    printed: date | None


@transaction.atomic
def record_authority(
    result_id: int, said: NewAuthority, *, actor: Actor, now: datetime
) -> AuthorityCertificate:
    """Record one, tell the person, and plan the reminders before its last day.

    Raises NotPassedError, RecordedAlreadyError and certificates.authority.renewal.TooLongError.
    """
    lock_result(result_id)
    result = result_facts(result_id)
    if not result.is_current or result.outcome != ResultOutcome.PASSED:
        raise NotPassedError(result_id)
    if AuthorityCertificate.objects.filter(result_id=result_id, kind=said.kind, ended_at=None).exists():
        raise RecordedAlreadyError(said.kind)
    last_day = expires_on(said.kind, said.passed_on, said.printed)
    row = AuthorityCertificate.objects.create(
        result_id=result_id,
        person_id=result.person_id,
        provider_id=run_facts(result.run_id).provider_id,
        kind=said.kind,
        issuer=said.issuer,
        number=said.number,
        passed_on=said.passed_on,
        expires_on=last_day,
        source=RULES[said.kind].source if last_day and not said.printed else "",
        recorded_at=now,
    )
    record(
        RECORDED,
        about=row.ref,
        case=f"application:{result.application_id}",
        person_id=row.person_id,
        actor=actor,
        facts={
            "kind": str(said.kind),
            "expires_on": last_day.isoformat() if last_day else "",
            "source": row.source,
        },
        now=now,
    )
    _tell(row, AuthorityNotice.RECORDED, "recorded", now)
    if last_day:
        for day in reminder_days(last_day, clock.danish_date(now)):
            enqueue(
                REMIND,
                dedup_key=f"{row.ref}:{day.isoformat()}",
                payload={"authority_certificate": row.pk, "day": day.isoformat()},
                now=now,
                at=datetime.combine(day, AT, COPENHAGEN),
            )
    return row


@transaction.atomic
def remind(record_id: int, day: str, *, now: datetime) -> None:
    """Remind the holder, unless the record has ended, has run out, or a newer one of its kind is there."""
    row = AuthorityCertificate.objects.select_for_update(of=("self",), no_key=True).get(pk=record_id)
    is_over = row.expires_on is None or row.expires_on < clock.danish_date(now)
    if row.ended_at or is_over or is_renewed(row):
        return
    record(REMINDED, about=row.ref, person_id=row.person_id, actor=SYSTEM, facts={"day": day}, now=now)
    _tell(row, AuthorityNotice.EXPIRES, day, now)


@transaction.atomic
def end_authority(
    record_id: int, reason: AuthorityEnd, *, why: str = "", actor: Actor, now: datetime
) -> None:
    """The record is wrong; ``why`` in the words of whoever says so. Nothing happens where it has ended before."""
    row = AuthorityCertificate.objects.select_for_update(of=("self",), no_key=True).get(pk=record_id)
    if row.ended_at:
        return
    row.ended_at, row.end_reason = now, reason
    row.save(update_fields=["ended_at", "end_reason"])
    record(
        ENDED,
        about=row.ref,
        person_id=row.person_id,
        actor=actor,
        facts={"kind": row.kind, "reason": str(reason), **({"why": why} if why else {})},
        now=now,
    )
    _tell(row, AuthorityNotice.ENDED, "ended", now)


def end_corrected(result_id: int, actor: Actor, now: datetime) -> None:
    """The result was corrected: what was recorded for it ends in the same commit."""
    for row in AuthorityCertificate.objects.filter(result_id=result_id, ended_at=None).order_by("pk"):
        end_authority(row.pk, AuthorityEnd.RESULT_CORRECTED, actor=actor, now=now)


def _tell(row: AuthorityCertificate, code: AuthorityNotice, occasion: str, now: datetime) -> None:
    tell(code, person_id=row.person_id, about=row.ref, occasion=occasion, now=now)
