"""The channels that staff carry out by hand: they record what they did, with the day."""

from amu.delivery.channels import Channel
from amu.delivery.states import Action

POST = Channel("letter", notified_by=Action.HAND_OVER)
HANDED_OVER = Channel("handed_over", notified_by=Action.HAND_OVER)
