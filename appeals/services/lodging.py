"""Lodge an appeal. It counts as received when it first arrived, and it is never turned away."""

from datetime import datetime

from django.db import IntegrityError, transaction

from amu import clock
from amu.journal.services import Actor, record
from amu.notices.services import tell
from amu.web.addresses import page_in
from appeals.enums import AppealState, LodgedBy, NoticeCode
from appeals.models import Appeal
from appeals.rules.handling import Instance
from appeals.selectors.appeals import standing_appeal
from appeals.services.files import chosen_with_the_appeal, may_add_files, put_into_case
from appeals.services.lateness import in_time
from appeals.services.moving import lock_appeal
from appeals.services.promising import promise
from courses.classes.selectors import run_facts
from enrolment.enums import Outcome
from enrolment.selectors.applications import decision_facts

RECEIVED = "appeal.received"
REGISTERED = "appeal.registered"


class NothingToAppealError(Exception):
    """An admission has nothing to appeal over here."""


@transaction.atomic
def lodge(
    decision_id: int,
    *,
    text: str,
    why_late: str = "",
    wants_forwarding: bool,
    received_at: datetime,
    actor: Actor,
    lodged_by: LodgedBy = LodgedBy.WEB,
    is_time_known: bool = True,
    mandate_id: int | None = None,
    now: datetime,
) -> Appeal:
    """Register an appeal over a refusal; a second one about the same decision returns the first that stands.

    ``received_at`` is when the form first reached the system, or the words the school: it may be before ``now``.
    ``is_time_known`` is false where only the day of that is known; then it is the first moment of the day.
    ``mandate_id``: by which a representative appeals for the person, themselves or through staff.
    A late appeal is registered like any other. The files that the actor has chosen with it become part of the case,
    also of one that stands already. Raises NothingToAppealError.
    """
    decision = decision_facts(decision_id)
    if decision.outcome != Outcome.REFUSED:
        raise NothingToAppealError(decision_id)
    if before := standing_appeal(decision_id):
        return _with_files(before, actor=actor, now=now)
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(
                decision_id=decision_id,
                person_id=decision.person_id,
                provider_id=run_facts(decision.run_id).provider_id,
                lodged_by=lodged_by,
                received_at=received_at,
                is_time_known=is_time_known,
                last_day=decision.appeal_by,
                text=text.strip(),
                why_late=why_late.strip(),
                forwarding_asked_at=received_at if wants_forwarding else None,
                language=decision.language,
                mandate_id=mandate_id,
            )
    except IntegrityError:
        # Sent twice at the same moment: the other one is the appeal.
        other = Appeal.objects.exclude(state=AppealState.WITHDRAWN).get(decision_id=decision_id)
        return _with_files(other, actor=actor, now=now)
    promise(appeal, Instance.SCHOOL, now=now)
    record(
        RECEIVED if lodged_by == LodgedBy.WEB else REGISTERED,
        about=appeal.ref,
        case=f"application:{decision.application_id}",
        person_id=decision.person_id,
        actor=actor,
        authority="appeal_four_weeks",
        facts={
            "received_at": _arrival(appeal),
            "last_day": decision.appeal_by.isoformat() if decision.appeal_by else None,
            "in_time": in_time(appeal),
            "lodged_by": str(lodged_by),
            **({"mandate": mandate_id} if mandate_id else {}),
        },
        now=now,
    )
    tell(
        NoticeCode.RECEIVED,
        person_id=decision.person_id,
        about=appeal.ref,
        path=page_in(appeal.language, "appeals:case", appeal.pk),
        occasion="received",
        now=now,
    )
    put_into_case(appeal, chosen_in=chosen_with_the_appeal(decision_id), actor=actor, now=now)
    return appeal


def _with_files(before: Appeal, *, actor: Actor, now: datetime) -> Appeal:
    """What came with an appeal that was sent a second time is not lost, while somebody still looks at the first."""
    appeal = lock_appeal(before.pk)
    if may_add_files(appeal):
        put_into_case(appeal, chosen_in=chosen_with_the_appeal(appeal.decision_id), actor=actor, now=now)
    return appeal


def _arrival(appeal: Appeal) -> str:
    """The moment, or the day where no more is known."""
    if appeal.is_time_known:
        return appeal.received_at.isoformat()
    return clock.danish_date(appeal.received_at).isoformat()
