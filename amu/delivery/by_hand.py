"""The channels that staff carry out by hand: they record what they did, with the day."""

from amu.delivery.channels import DeliveryChannel
from amu.delivery.states import Action

POST = DeliveryChannel("letter", notified_by=Action.HAND_OVER)
HANDED_OVER = DeliveryChannel("handed_over", notified_by=Action.HAND_OVER)
