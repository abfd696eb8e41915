"""Questions about certificates of authorities. Nothing here writes."""

from dataclasses import dataclass
from datetime import date

from certificates.authority.models import AuthorityCertificate
from certificates.authority.next_steps import Lasting, lasting


@dataclass(frozen=True, slots=True)
class Held:
    """One of a person's, and how it is with its last day."""

    row: AuthorityCertificate
    lasting: Lasting


def held_by(person_id: int, today: date) -> list[Held]:
    """Those of a person that are recorded, newest first. One query."""
    rows = list(AuthorityCertificate.objects.filter(person_id=person_id, ended_at=None))
    newest: dict[str, AuthorityCertificate] = {}
    for row in rows:
        newest.setdefault(row.kind, row)
    return [
        Held(row, lasting(expires_on=row.expires_on, today=today, is_renewed=newest[row.kind].pk != row.pk))
        for row in rows
    ]


def is_renewed(row: AuthorityCertificate) -> bool:
    """Whether a newer one of the same kind is recorded for the person."""
    newest = AuthorityCertificate.objects.filter(
        person_id=row.person_id, kind=row.kind, ended_at=None
    ).first()
    return newest is not None and newest.pk != row.pk


def recorded_in_class(run_id: int) -> list[AuthorityCertificate]:
    """Those recorded for the courses of a class, by name. One query."""
    rows = AuthorityCertificate.objects.filter(result__application__run_id=run_id, ended_at=None)
    return list(rows.select_related("person").order_by("person__full_name", "pk"))


def live_record(record_id: int) -> AuthorityCertificate | None:
    rows = AuthorityCertificate.objects.select_related("result__application")
    return rows.filter(pk=record_id, ended_at=None).first()
