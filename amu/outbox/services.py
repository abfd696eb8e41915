"""Put messages in, take them out once. Work is found in the table; the broker only wakes a worker earlier."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from amu import clock
from amu.outbox import registry
from amu.outbox.backoff import GIVE_TO_A_PERSON_AFTER, pause_after
from amu.outbox.enums import MessageState
from amu.outbox.models import Heartbeat, Message
from amu.outbox.wake import wake_after_commit

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
BATCH = 20


def enqueue(
    kind: str, *, dedup_key: str, payload: Mapping[str, Any], now: datetime, at: datetime | None = None
) -> None:
    """Add a message to the caller's transaction and wake a worker when it commits.

    ``at`` plans it for later, such as a reminder: whether it still applies then is for its handler to see. A second
    call with the same key changes nothing. Raises RuntimeError outside a transaction: a message without the change
    it tells of would be a lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a message is written in the transaction that causes it")
    Message.objects.bulk_create(
        [
            Message(
                kind=kind,
                dedup_key=dedup_key,
                payload=dict(payload),
                created_at=now,
                planned_at=at or now,
                due_at=at or now,
            )
        ],
        ignore_conflicts=True,
    )
    if at is None or at <= now:
        wake_after_commit()


def drain(*, now: datetime | None = None) -> int:
    """Deliver everything that is due, batch by batch; how many messages were taken up.

    ``now`` pins the clock for the whole call; without it each batch asks again.
    """
    taken = 0
    while batch := _claim(now or clock.now()):
        for message in batch:
            _deliver(message, now=now or clock.now())
        taken += len(batch)
    return taken


@transaction.atomic(durable=True)
def _claim(now: datetime) -> list[Message]:
    """Lease the oldest due messages; when there are none, one whose worker died with it.

    Such a message may be what killed the worker: taken up alone and last, it holds up nobody.
    SKIP LOCKED: two workers never take the same ones.
    """
    due = (
        Message.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(state=MessageState.WAITING, due_at__lte=now)
        .order_by("due_at", "pk")
    )
    claimed = list(due.filter(claimed_until=None)[:BATCH]) or list(due.filter(claimed_until__lt=now)[:1])
    if claimed and claimed[0].claimed_until and _is_used_up(claimed[0], now):
        _park(Message.objects.filter(pk=claimed[0].pk), "WorkerLost", now=now)
        return []
    for message in claimed:
        message.claimed_until = now + LEASE
        message.attempts += 1
    Message.objects.filter(pk__in=[message.pk for message in claimed]).update(
        claimed_until=now + LEASE, attempts=F("attempts") + 1
    )
    return claimed


def _deliver(message: Message, *, now: datetime) -> None:
    """Run the handler and settle the row in one transaction, so that both happen or neither.

    A remote handler runs before that transaction: nothing is locked while another system talks or a document is written.
    """
    try:
        handle = registry.handler_for(message.kind)
        if registry.is_remote(message.kind):
            handle(message.payload, message.dedup_key)
            with transaction.atomic(durable=True):
                _settle(message, MessageState.DONE, now=now)
        else:
            with transaction.atomic(durable=True):
                handle(message.payload, message.dedup_key)
                _settle(message, MessageState.DONE, now=now)
    except Exception as error:  # noqa: BLE001 - whatever a handler raises, the queue goes on and the row keeps it
        logger.warning("outbox_delivery_failed", extra={"kind": message.kind, "message_id": message.pk})
        _put_back(message, error, now=now)


def _settle(message: Message, state: MessageState, *, now: datetime) -> None:
    """Only the worker whose lease still stands may settle."""
    settled = Message.objects.filter(
        pk=message.pk, state=MessageState.WAITING, attempts=message.attempts
    ).update(state=state, settled_at=now, claimed_until=None, last_error="")
    if not settled:
        raise LeaseLostError(message.pk)


def _put_back(message: Message, error: Exception, *, now: datetime) -> None:
    own = Message.objects.filter(pk=message.pk, state=MessageState.WAITING, attempts=message.attempts)
    # The type only: an error's text may quote the data it failed on.
    name = type(error).__name__
    if _is_used_up(message, now):
        _park(own, name, now=now)
    else:
        own.update(due_at=now + pause_after(message.attempts), claimed_until=None, last_error=name)


def _is_used_up(message: Message, now: datetime) -> bool:
    return now - message.planned_at >= GIVE_TO_A_PERSON_AFTER


def _park(messages: QuerySet[Message], why: str, *, now: datetime) -> None:
    parked = messages.update(state=MessageState.PARKED, settled_at=now, claimed_until=None, last_error=why)
    logger.error("outbox_message_parked", extra={"messages": parked, "error": why})


@transaction.atomic
def retry_parked(message_id: int, *, now: datetime) -> None:
    """Give a parked message a new week. Nothing happens when it is not parked."""
    Message.objects.filter(pk=message_id, state=MessageState.PARKED).update(
        state=MessageState.WAITING, settled_at=None, attempts=0, planned_at=now, due_at=now
    )


@transaction.atomic
def put_aside(message_id: int, *, because: str, user_id: int, now: datetime) -> bool:
    """A person has dealt with a parked message in another way; whether it was parked. It is never sent again."""
    parked = Message.objects.filter(pk=message_id, state=MessageState.PARKED)
    return bool(
        parked.update(
            state=MessageState.ASIDE, aside_because=because.strip(), aside_by_id=user_id, settled_at=now
        )
    )


def purge_done(before: datetime) -> int:
    """Delete what was settled before that moment; how many rows went. Parked messages wait for a person and stay."""
    settled = Message.objects.exclude(state__in=(MessageState.WAITING, MessageState.PARKED))
    deleted, _ = settled.filter(settled_at__lt=before).delete()
    return deleted


def note_heartbeat(name: str, *, now: datetime) -> None:
    """Remember that something regular happened just now."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now})


class LeaseLostError(Exception):
    """Another worker took the message over; what this one did is rolled back."""
