"""Entrust letters and notices to channels, and note what became of them. The only writer of deliveries."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from amu import clock
from amu.delivery import registry
from amu.delivery.channels import ChannelNotConnectedError, Notified
from amu.delivery.models import Delivery
from amu.delivery.states import Action, State, after
from amu.journal.services import Actor
from amu.outbox.services import enqueue

SEND = "delivery.send"
DAY_OF = {
    Action.HAND_OVER: "handed_over_on",
    Action.RECEIVE: "received_on",
    Action.RETURN: "returned_on",
}


def entrust(
    key: str, *, channel: str, about: str, person_id: int, document_id: int | None = None, now: datetime
) -> Delivery:
    """Put something on its way, in the caller's transaction; the same key again gives the first delivery back.

    A channel of another system is called by the outbox; one that people carry out waits for them. Raises
    ChannelNotConnectedError, and RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a delivery is written in the transaction that causes it")
    if not registry.is_connected(channel):
        raise ChannelNotConnectedError(channel)
    wanted = Delivery(
        key=key, channel=channel, about=about, person_id=person_id, document_id=document_id, created_at=now
    )
    # Not get_or_create: it asks first and guards itself with a savepoint, while others wait for the caller's locks.
    Delivery.objects.bulk_create([wanted], ignore_conflicts=True)
    delivery = Delivery.objects.get(key=key)
    if delivery.state == State.WAITING and registry.channel(channel).send:
        enqueue(SEND, dedup_key=f"{SEND}:{key}", payload={"delivery": delivery.pk}, now=now)
    return delivery


@transaction.atomic
def note(
    delivery_id: int,
    action: Action,
    *,
    on: date,
    actor: Actor,
    now: datetime,
    failure: str = "",
    **evidence: Any,
) -> Delivery:
    """Write down what became of a delivery on that day in Denmark; the same again changes nothing.

    ``evidence`` are codes that prove it, such as another system's receipt. Where this is what tells the person,
    whoever follows the thing is told in the same transaction. Raises MoveNotAllowedError.
    """
    about, channel = Delivery.objects.values_list("about", "channel").get(pk=delivery_id)
    followed = registry.follower_of(about) if registry.channel(channel).notified_by == action else None
    if followed:
        followed.lock()
    delivery = _locked(delivery_id)
    if _is_noted(delivery, action, on):
        return delivery
    _move(delivery, action, on=on, failure=failure, proof=_entry(action, on, actor, now, evidence))
    if followed:
        followed.notified(Notified(delivery.pk, about, channel, on), actor, now)
    return delivery


@transaction.atomic
def call_off(delivery_id: int, *, actor: Actor, now: datetime) -> None:
    """Keep back what has not left yet. What has left stays as it is."""
    if _locked(delivery_id).state == State.WAITING:
        note(delivery_id, Action.CALL_OFF, on=clock.danish_date(now), actor=actor, now=now)


def purge_without_document(delivery_ids: Iterable[int]) -> int:
    """Delete deliveries of notices; how many went. Those of documents stay: the database refuses it."""
    deleted, _ = Delivery.objects.filter(pk__in=list(delivery_ids)).delete()
    return deleted


def _locked(delivery_id: int) -> Delivery:
    """Locked last: whoever also changes what is delivered has locked that before."""
    return Delivery.objects.select_for_update(of=("self",), no_key=True).get(pk=delivery_id)


def _is_noted(delivery: Delivery, action: Action, on: date) -> bool:
    day = DAY_OF.get(action)
    return day is not None and getattr(delivery, day) == on


def _entry(action: Action, on: date, actor: Actor, now: datetime, evidence: dict[str, Any]) -> dict[str, Any]:
    return {"what": action, "on": on, "noted_at": now, "role": actor.role, "by": actor.user_id, **evidence}


def _move(delivery: Delivery, action: Action, *, on: date, failure: str, proof: dict[str, Any]) -> None:
    delivery.state = after(action, delivery.state)
    if day := DAY_OF.get(action):
        setattr(delivery, day, on)
    delivery.failure = failure
    delivery.proof = [*delivery.proof, proof]
    delivery.save(update_fields=["state", *DAY_OF.values(), "failure", "proof"])
