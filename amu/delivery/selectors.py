"""Questions about deliveries. Nothing here writes."""

from amu.delivery.channels import Parcel
from amu.delivery.models import Delivery
from amu.delivery.states import State


def parcel_waiting(delivery_id: int) -> tuple[Parcel, str] | None:
    """What is still to be sent, and by which channel; None once it has been sent or called off."""
    found = Delivery.objects.filter(pk=delivery_id, state=State.WAITING).first()
    if found is None:
        return None
    parcel = Parcel(found.pk, found.key, found.about, found.person_id, found.document_id)
    return parcel, found.channel
