"""The versions of a decision: which one is current, a new one in its place, and telling the person of it."""

from datetime import datetime

from amu.journal.services import Actor, record
from amu.notices.services import tell
from amu.web.addresses import page_in
from enrolment.enums import NoticeCode, Outcome
from enrolment.models import Application, Decision


def current_version(application: Application) -> Decision | None:
    return (
        Decision.objects.select_for_update(of=("self",), no_key=True)
        .filter(application=application, is_current=True)
        .first()
    )


def new_version(
    application: Application,
    current: Decision | None,
    outcome: Outcome,
    *,
    actor: Actor,
    now: datetime,
    **fields: object,
) -> Decision:
    """Supersede the current decision. ``sent_at`` of an admission is now: no appeal period begins."""
    if current is not None:
        Decision.objects.filter(pk=current.pk).update(is_current=False)
    decision = Decision.objects.create(
        application=application,
        version=1 + (current.version if current else 0),
        outcome=outcome,
        decided_by_id=actor.signed_by,
        decided_at=now,
        sent_at=now if outcome == Outcome.ADMITTED else None,
        **fields,
    )
    record(
        f"decision.{outcome}",
        about=decision.ref,
        case=application.ref,
        person_id=application.person_id,
        actor=actor,
        authority="public_administration_22" if outcome == Outcome.REFUSED else "admission",
        facts={
            "version": decision.version,
            "reason": decision.reason,
            "because": decision.because,
            **({"facts_from": decision.facts_from} if decision.facts_from else {}),
            **({"unheard_because": decision.unheard_because} if decision.unheard_because else {}),
        },
        now=now,
    )
    return decision


def tell_of(decision: Decision, application: Application, code: NoticeCode, *, now: datetime) -> None:
    tell(
        code,
        person_id=application.person_id,
        about=decision.ref,
        path=page_in(application.language, "enrolment:decision", decision.pk),
        occasion="decided",
        now=now,
    )
