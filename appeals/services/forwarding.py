"""From the school's statement to the ministry: the week to comment, and handing the case over when it is through."""

from datetime import date, datetime

from django.db import transaction

from amu import clock
from amu.journal.services import SYSTEM, Actor
from amu.kernel.deadlines import day_is_over, is_met
from amu.outbox.services import enqueue
from appeals.enums import AppealState, NoticeCode
from appeals.models import Appeal, Referral, Review
from appeals.rules.handling import Instance
from appeals.selectors.due import is_to_be_forwarded
from appeals.selectors.promises import ministry_without_answer_from
from appeals.services.bundling import order_bundle
from appeals.services.moving import lock_appeal, move, note_act, touch
from appeals.services.promising import promise
from appeals.states import KEPT, Action, MoveNotAllowedError

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

    Where the school has not answered for too long, it is forwarded without its statement. Raises MoveNotAllowedError
    while the school still has time to look, and once the appeal is closed.
    """
    appeal = lock_appeal(appeal_id)
    if appeal.state in {AppealState.FORWARDED, AppealState.RETURNED, AppealState.DECIDED}:
        return appeal
    if appeal.state not in KEPT and not may_skip_the_school(appeal, now):
        raise MoveNotAllowedError(Action.FORWARD, appeal.state)
    if appeal.forwarding_asked_at is None:
        appeal.forwarding_asked_at = now
        appeal.save(update_fields=["forwarding_asked_at"])
        touch(appeal)
        note_act(appeal, ASKED, actor=actor, now=now)
    if appeal.state == AppealState.RECEIVED:
        return _hand_over(appeal, Action.FORWARD_UNANSWERED, actor, now)
    return _forward_if_due(appeal, actor, now)


@transaction.atomic
def say_nothing_to_add(appeal_id: int, *, actor: Actor, now: datetime) -> Appeal:
    """The person ends their time to comment; an appeal that is to be forwarded goes at once. Idempotent.

    Raises MoveNotAllowedError unless a statement waits for their comments.
    """
    appeal = lock_appeal(appeal_id)
    if appeal.state == AppealState.FORWARDED:
        return appeal
    if appeal.state not in KEPT:
        raise MoveNotAllowedError(Action.FORWARD, appeal.state)
    said = Review.objects.filter(appeal=appeal, nothing_to_add_at=None).update(nothing_to_add_at=now)
    if said:
        touch(appeal)
        note_act(appeal, NOTHING_TO_ADD, actor=actor, now=now)
    return _forward_if_due(appeal, actor, now)


@transaction.atomic
def forward_after_comments(appeal_id: int, *, now: datetime) -> Appeal:
    """The time to comment has run out: hand the appeal over where that was asked for, or is the house's rule."""
    appeal = lock_appeal(appeal_id)
    return _forward_if_due(appeal, SYSTEM, now) if appeal.state in KEPT else appeal


def forward_by_the_system(appeal: Appeal, *, now: datetime) -> None:
    """It was to be forwarded, and nobody did: with the school's statement, or noting that there is none.

    The caller has the transaction and the lock. Raises MoveNotAllowedError.
    """
    unanswered = appeal.state == AppealState.RECEIVED
    _hand_over(appeal, Action.FORWARD_UNANSWERED if unanswered else Action.FORWARD, SYSTEM, now)


def may_skip_the_school(appeal: Appeal, now: datetime) -> bool:
    """Whether the school has had its time without answering, so that the person may have the ministry decide."""
    since = ministry_without_answer_from(appeal)
    return appeal.state == AppealState.RECEIVED and since is not None and clock.danish_date(now) >= since


def may_still_comment_first(review: Review, now: datetime) -> bool:
    """Whether the time to comment runs, so that nothing is handed over yet."""
    return (
        review.nothing_to_add_at is None and review.comment_by is not None and is_met(review.comment_by, now)
    )


def _forward_if_due(appeal: Appeal, actor: Actor, now: datetime) -> Appeal:
    review = Review.objects.get(appeal=appeal)
    if is_to_be_forwarded(appeal) and not may_still_comment_first(review, now):
        _hand_over(appeal, Action.FORWARD, actor, now)
    return appeal


def _hand_over(appeal: Appeal, action: Action, actor: Actor, now: datetime) -> Appeal:
    """To the ministry's desk, where nobody has it yet, with a promise of an answer and the bundle on its way."""
    move(appeal, action, actor=actor, notice=NoticeCode.FORWARDED, now=now)
    appeal.held_by = None
    appeal.save(update_fields=["held_by"])
    asked_at = appeal.forwarding_asked_at or now
    referral = Referral.objects.create(appeal=appeal, asked_at=asked_at, forwarded_at=now)
    order_bundle(referral, now=now)
    promise(appeal, Instance.MINISTRY, now=now)
    return appeal
