"""Record that the person has been notified of a refusal, and start the appeal period."""

from datetime import date, datetime

from django.db import transaction

from amu import clock
from amu.delivery.channels import Notified
from amu.delivery.registry import Follower
from amu.delivery.services import note
from amu.delivery.states import Action
from amu.journal.services import Actor, record
from amu.kernel.deadlines import Channel, appeal_deadline
from amu.people.post import has_address
from enrolment.enums import DecisionChannel
from enrolment.models import Decision
from enrolment.rules.posting import posting_problem
from enrolment.services.errors import NoAddressError, NotForPostingError, PostingDayError
from enrolment.services.locking import lock_application, lock_decision

NOTIFIED = "decision.notified"


@transaction.atomic
def note_posted(decision_id: int, *, posted_on: date, actor: Actor, now: datetime) -> Decision:
    """Record the day on which an officer posted the letter; the same day again changes nothing.

    Sets the day of delivery and the last day to appeal. Raises PostingDayError, NotForPostingError, NoAddressError where
    the person's address has been removed, and MoveNotAllowedError for a letter that was posted on another day, or called
    off.
    """
    lock_application(Decision.objects.values_list("application_id", flat=True).get(pk=decision_id))
    decision = lock_decision(decision_id)
    if decision.delivery is None or decision.delivery.channel != DecisionChannel.LETTER:
        raise NotForPostingError(decision.ref)
    if not has_address(decision.delivery.person_id):
        raise NoAddressError(decision.ref)
    decided_on = clock.danish_date(decision.decided_at)
    if problem := posting_problem(posted_on, decided_on=decided_on, today=clock.danish_date(now)):
        raise PostingDayError(problem)
    note(decision.delivery.pk, Action.HAND_OVER, on=posted_on, actor=actor, now=now)
    return Decision.objects.get(pk=decision_id)


def start_appeal_period(decision_id: int, notified: Notified, actor: Actor, now: datetime) -> None:
    """Compute the last day to appeal from the day of the delivery. The caller holds the lock on the decision."""
    decision = Decision.objects.select_related("application").get(pk=decision_id)
    deadline = appeal_deadline(notified.day, channel=Channel(notified.channel))
    decision.notified_on = notified.day
    decision.appeal_by, decision.deadline = deadline.last_day, deadline.as_dict()
    decision.sent_at = now
    decision.save(update_fields=["notified_on", "appeal_by", "deadline", "sent_at"])
    record(
        NOTIFIED,
        about=decision.ref,
        case=decision.application.ref,
        person_id=decision.application.person_id,
        actor=actor,
        authority="appeal_four_weeks",
        facts={
            "channel": notified.channel,
            "notified_on": notified.day.isoformat(),
            "appeal_by": deadline.last_day.isoformat(),
        },
        now=now,
    )


def lock_decision_of(decision_id: int) -> None:
    lock_decision(decision_id)


FOLLOWER = Follower(lock=lock_decision_of, notified=start_appeal_period)
