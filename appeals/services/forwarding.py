"""From the school's statement to the ministry: the week to comment, and handing the case over when it is through."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from amu.journal.services import SYSTEM, Actor, record
from amu.kernel.deadlines import day_is_over, is_met
from amu.outbox.services import enqueue
from appeals.enums import AppealState, NoticeCode
from appeals.models import Appeal, Referral, Review
from appeals.services.moving import case_of, lock_appeal, move
from appeals.states import Action, MoveNotAllowedError

COMMENTS_OVER = "appeals.comments_over"
ASKED = "appeal.forwarding_asked"
NOTHING_TO_ADD = "appeal.nothing_to_add"


def plan_forwarding(appeal: Appeal, *, after: date, now: datetime) -> None:
    """Look at the appeal again when the last day to comment is over. The caller has the transaction."""
    enqueue(
        COMMENTS_OVER,
        dedup_key=f"{COMMENTS_OVER}:{appeal.pk}",
        payload={"appeal": appeal.pk},
        now=now,
        at=day_is_over(after),
    )


@transaction.atomic
def ask_to_forward(appeal_id: int, *, actor: Actor, now: datetime) -> Appeal:
    """The person asks for the ministry: forwarded at once, or when the time to comment is over. Idempotent.

    Raises MoveNotAllowedError while the school is still looking, and once the appeal is closed.
    """
    appeal = lock_appeal(appeal_id)
    if appeal.state in {AppealState.FORWARDED, AppealState.DECIDED}:
        return appeal
    if appeal.state != AppealState.MAINTAINED:
        raise MoveNotAllowedError(Action.FORWARD, appeal.state)
    if appeal.forwarding_asked_at is None:
        appeal.forwarding_asked_at = now
        appeal.save(update_fields=["forwarding_asked_at"])
        _record(ASKED, appeal, actor, now)
    return _forward_if_due(appeal, actor, now)


@transaction.atomic
def say_nothing_to_add(appeal_id: int, *, actor: Actor, now: datetime) -> Appeal:
    """The person ends their time to comment; an appeal that is to be forwarded goes at once. Idempotent.

    Raises MoveNotAllowedError unless a statement waits for their comments.
    """
    appeal = lock_appeal(appeal_id)
    if appeal.state == AppealState.FORWARDED:
        return appeal
    if appeal.state != AppealState.MAINTAINED:
        raise MoveNotAllowedError(Action.FORWARD, appeal.state)
    said = Review.objects.filter(appeal=appeal, nothing_to_add_at=None).update(nothing_to_add_at=now)
    if said:
        _record(NOTHING_TO_ADD, appeal, actor, now)
    return _forward_if_due(appeal, actor, now)


@transaction.atomic
def forward_after_comments(appeal_id: int, *, now: datetime) -> Appeal:
    """The time to comment has run out: hand the appeal over where that was asked for, or is the house's rule."""
    appeal = lock_appeal(appeal_id)
    return _forward_if_due(appeal, SYSTEM, now) if appeal.state == AppealState.MAINTAINED else appeal


def is_to_be_forwarded(appeal: Appeal) -> bool:
    """Whether the ministry gets it when the time to comment is over."""
    return appeal.forwarding_asked_at is not None or settings.AMU["forward_mode"] == "automatic"


def may_still_comment_first(review: Review, now: datetime) -> bool:
    """Whether the time to comment runs, so that nothing is handed over yet."""
    return (
        review.nothing_to_add_at is None and review.comment_by is not None and is_met(review.comment_by, now)
    )


def _forward_if_due(appeal: Appeal, actor: Actor, now: datetime) -> Appeal:
    review = Review.objects.get(appeal=appeal)
    if is_to_be_forwarded(appeal) and not may_still_comment_first(review, now):
        move(appeal, Action.FORWARD, actor=actor, notice=NoticeCode.FORWARDED, now=now)
        Referral.objects.create(appeal=appeal, asked_at=appeal.forwarding_asked_at or now, forwarded_at=now)
    return appeal


def _record(act: str, appeal: Appeal, actor: Actor, now: datetime) -> None:
    record(
        act,
        about=appeal.ref,
        case=case_of(appeal),
        person_id=appeal.person_id,
        actor=actor,
        authority="appeal_four_weeks",
        now=now,
    )
