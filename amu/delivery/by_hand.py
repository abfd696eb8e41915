"""The channels that people carry out: what they did is noted, with the day."""

from amu.delivery.channels import Channel
from amu.delivery.states import Action

POST = Channel("letter", told_by=Action.HAND_OVER)
HANDED_OVER = Channel("handed_over", told_by=Action.HAND_OVER)
