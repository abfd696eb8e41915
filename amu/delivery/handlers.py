"""What the outbox does for deliveries: hand them to the systems that carry them."""

from collections.abc import Mapping
from typing import Any

from amu import clock
from amu.delivery import registry
from amu.delivery.channels import NotDeliverableError
from amu.delivery.selectors import parcel_waiting
from amu.delivery.services import note
from amu.delivery.states import Action
from amu.journal.services import SYSTEM


def send(payload: Mapping[str, Any], dedup_key: str) -> None:
    """Send what still waits. Runs outside any transaction: no row is locked during the call.

    Raises what the channel raises, and is then tried again with the same key.
    """
    waiting = parcel_waiting(payload["delivery"])
    if waiting is None:
        return
    parcel, code = waiting
    try:
        reference = registry.sender(code)(parcel)
    except NotDeliverableError as error:
        note(
            parcel.delivery_id,
            Action.FAIL,
            on=clock.today(),
            actor=SYSTEM,
            now=clock.now(),
            failure=error.code,
        )
    else:
        note(
            parcel.delivery_id,
            Action.HAND_OVER,
            on=clock.today(),
            actor=SYSTEM,
            now=clock.now(),
            reference=reference,
        )
